package org.lucenediskann.benchmarks.data;

/** Vectors held on the heap. {@code rows} is size × dimension. */
public record ArrayVectors(float[][] rows) implements Vectors {
  @Override
  public int size() {
    return rows.length;
  }

  @Override
  public int dimension() {
    return rows.length == 0 ? 0 : rows[0].length;
  }

  @Override
  public void read(int row, float[] target) {
    System.arraycopy(rows[row], 0, target, 0, rows[row].length);
  }
}
