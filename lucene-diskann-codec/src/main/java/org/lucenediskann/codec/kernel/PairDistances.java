package org.lucenediskann.codec.kernel;

import java.util.Arrays;

/**
 * The squared distances of all pairs of a block's rows, each pair once, and for every row an upper
 * bound of its few nearest, so that almost no other distance needs to be looked at. One instance
 * serves one thread.
 *
 * <p>The bound comes for nothing while distances are computed: of groups of a row's distances only
 * the least are kept, and the k-th least of these is at least the k-th least of all.
 */
public final class PairDistances {

  private static final int ROW_GROUPS = DistanceKernel.ROW_ALIGNMENT;
  private static final int COLUMN_GROUPS = 8;

  private final DistanceKernel kernel;
  private final Panels panels;
  private int count; // rows of the block
  private int columns; // count, padded to whole panels
  private float[] values = {}; // strips of TILE_ROWS rows, each as long as its last row needs
  private float[] norms = {}; // of the columns that a row may see
  private float[] rowMinima = {}; // columns × ROW_GROUPS: over the columns before the row
  private float[] columnMinima = {}; // COLUMN_GROUPS × columns: over the rows after the column
  private float[] group = {}; // the minima of one group, of all rows
  private float[][] least = {}; // k × columns: the least minima so far, ascending
  private float[] bounds = {};

  /** Creates room for rows like those of a reader. */
  public PairDistances(DistanceKernel kernel, RowReader rows) {
    this.kernel = kernel;
    this.panels = new Panels(kernel.panelWidth(), rows.dimension());
  }

  /** Measures all pairs of a block. */
  public void measure(RowBlock block) {
    panels.pack(block.rows, block.stride, block.norms, block.count());
    count = block.count();
    columns = panels.panelCount() * panels.width;
    reserve();
    Arrays.fill(norms, 0, columns, Float.POSITIVE_INFINITY);
    Arrays.fill(columnMinima, 0, COLUMN_GROUPS * columns, Float.POSITIVE_INFINITY);
    for (int from = 0; from < count; from += DistanceKernel.TILE_ROWS) {
      measureStrip(block, from, Math.min(count, from + DistanceKernel.TILE_ROWS));
    }
  }

  private void reserve() {
    if (bounds.length < columns) {
      values = new float[offset(columns)];
      norms = new float[columns];
      rowMinima = new float[columns * ROW_GROUPS];
      columnMinima = new float[COLUMN_GROUPS * columns];
      group = new float[columns];
      least = new float[0][];
      bounds = new float[columns];
    }
  }

  /** A row sees the columns before it: the norms of the others are still infinite. */
  private void measureStrip(RowBlock block, int from, int to) {
    int length = length(from);
    for (int panel = 0; panel * panels.width < length; panel++) {
      kernel.products(
          block.rows,
          from * block.stride,
          block.stride,
          to - from,
          panels,
          panel,
          values,
          offset(from) + panel * panels.width,
          length);
    }
    int group = from * COLUMN_GROUPS / count;
    for (int row = from; row < to; row++) {
      kernel.toDistances(
          block.norms[row],
          norms,
          values,
          offset(row),
          length,
          rowMinima,
          row * ROW_GROUPS,
          columnMinima,
          group * columns);
      norms[row] = block.norms[row];
    }
  }

  /** Floats of a row: as many whole panels as the last row of its strip needs. */
  private int length(int row) {
    int end = row / DistanceKernel.TILE_ROWS * DistanceKernel.TILE_ROWS + DistanceKernel.TILE_ROWS;
    return (end + panels.width - 1) / panels.width * panels.width;
  }

  /**
   * Where a row's distances begin: panels' worth of equally long rows, one more panel each time.
   */
  private int offset(int row) {
    int full = row / panels.width;
    return panels.width * panels.width * full * (full + 1) / 2
        + (row - full * panels.width) * length(row);
  }

  /** Bounds every row: at least {@code k} of its distances, if it has so many, are below. */
  public void bound(int k) {
    if (least.length != k) {
      least = new float[k][bounds.length];
    }
    for (float[] row : least) {
      Arrays.fill(row, 0, count, Float.POSITIVE_INFINITY);
    }
    for (int i = 0; i < COLUMN_GROUPS; i++) {
      System.arraycopy(columnMinima, i * columns, group, 0, count);
      insertGroup();
    }
    for (int i = 0; i < ROW_GROUPS; i++) {
      for (int row = 0; row < count; row++) {
        group[row] = rowMinima[row * ROW_GROUPS + i];
      }
      insertGroup();
    }
    for (int row = 0; row < count; row++) {
      bounds[row] = Math.nextUp(least[k - 1][row]);
    }
  }

  /** Sorts the group's minima into those of all rows at once, without a branch. */
  private void insertGroup() {
    for (int i = least.length - 1; i > 0; i--) {
      insert(group, least[i - 1], least[i], count);
    }
    lower(group, least[0], count);
  }

  private static void insert(float[] values, float[] smaller, float[] larger, int count) {
    for (int i = 0; i < count; i++) {
      larger[i] = Math.min(larger[i], Math.max(smaller[i], values[i]));
    }
  }

  private static void lower(float[] values, float[] least, int count) {
    for (int i = 0; i < count; i++) {
      least[i] = Math.min(least[i], values[i]);
    }
  }

  /**
   * The columns before a row whose distance is below the row's bound or their own.
   *
   * @param dest receives the columns, rising
   * @return how many
   */
  public int near(int row, int[] dest) {
    return kernel.below(values, offset(row), row, bounds[row], bounds, dest);
  }

  /** Squared distance of a row and a column before it. */
  public float distance(int row, int column) {
    return values[offset(row) + column];
  }
}
