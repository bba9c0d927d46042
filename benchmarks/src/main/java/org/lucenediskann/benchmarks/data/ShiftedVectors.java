package org.lucenediskann.benchmarks.data;

/** Every value of {@code base} plus {@code shift}: turns unsigned bytes into signed ones. */
public record ShiftedVectors(Vectors base, float shift) implements Vectors {
  @Override
  public int size() {
    return base.size();
  }

  @Override
  public int dimension() {
    return base.dimension();
  }

  @Override
  public void read(int row, float[] target) {
    base.read(row, target);
    for (int i = 0; i < base.dimension(); i++) {
      target[i] += shift;
    }
  }
}
