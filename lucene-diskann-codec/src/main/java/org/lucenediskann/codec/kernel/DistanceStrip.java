package org.lucenediskann.codec.kernel;

/**
 * Squared distances of up to eight rows of one block to the rows of another, computed tile by tile.
 * One instance serves one thread.
 */
public final class DistanceStrip {

  private final DistanceKernel kernel;
  private final Panels panels;
  private float[] values = {}; // TILE_ROWS × stride
  private int stride;

  /** Creates a strip for rows of a matrix. */
  public DistanceStrip(DistanceKernel kernel, RowMatrix matrix) {
    this.kernel = kernel;
    this.panels = new Panels(kernel.panelWidth(), matrix.dimension());
  }

  /** Sets the rows that distances are measured to. */
  public void setColumns(RowBlock block) {
    panels.pack(block.rows, block.stride, block.norms, block.count());
    stride = panels.panelCount() * panels.width;
    if (values.length < DistanceKernel.TILE_ROWS * stride) {
      values = new float[DistanceKernel.TILE_ROWS * stride];
    }
  }

  /**
   * Measures rows {@code [from, to)} of a block, at most {@link DistanceKernel#TILE_ROWS}, against
   * at least the columns {@code [0, columns)}.
   */
  public void compute(RowBlock block, int from, int to, int columns) {
    int panelCount = (columns + panels.width - 1) / panels.width;
    for (int panel = 0; panel < panelCount; panel++) {
      kernel.distances(
          block.rows,
          from * block.stride,
          block.stride,
          to - from,
          block.norms,
          from,
          panels,
          panel,
          values,
          panel * panels.width,
          stride);
    }
  }

  /** The values; row {@code r} of the strip begins at {@link #offset(int) offset(r)}. */
  public float[] values() {
    return values;
  }

  /** Where the values of a row begin. */
  public int offset(int row) {
    return row * stride;
  }
}
