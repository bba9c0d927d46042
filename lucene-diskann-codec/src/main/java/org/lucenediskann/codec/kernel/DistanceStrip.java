package org.lucenediskann.codec.kernel;

/**
 * Squared distances, or dot products, of up to eight rows of one block with the rows of another,
 * computed tile by tile. One instance serves one thread.
 */
public final class DistanceStrip {

  private final DistanceKernel kernel;
  private final Panels panels;
  private float[] values = {}; // TILE_ROWS × stride
  private int stride;

  /** Creates a strip for rows like those of a reader. */
  public DistanceStrip(DistanceKernel kernel, RowReader rows) {
    this.kernel = kernel;
    this.panels = new Panels(kernel.panelWidth(), rows.dimension());
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
   * Measures the squared distances of rows {@code [from, to)} of a block, at most {@link
   * DistanceKernel#TILE_ROWS}, to at least the columns {@code [0, columns)}.
   */
  public void distances(RowBlock block, int from, int to, int columns) {
    products(block, from, to, columns);
    int length = panelCount(columns) * panels.width;
    for (int row = from; row < to; row++) {
      kernel.toDistances(block.norms[row], panels.norms, 0, values, offset(row - from), length);
    }
  }

  /** As {@link #distances}, but the dot products. */
  public void products(RowBlock block, int from, int to, int columns) {
    for (int panel = 0; panel < panelCount(columns); panel++) {
      kernel.products(
          block.rows,
          from * block.stride,
          block.stride,
          to - from,
          panels,
          panel,
          values,
          panel * panels.width,
          stride);
    }
  }

  private int panelCount(int columns) {
    return (columns + panels.width - 1) / panels.width;
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
