package org.lucenediskann.codec.build;

import org.lucenediskann.codec.kernel.DistanceKernel;
import org.lucenediskann.codec.kernel.DistanceStrip;
import org.lucenediskann.codec.kernel.RowBlock;
import org.lucenediskann.codec.kernel.RowMatrix;

/**
 * All pairs of a leaf: every member's nearest fellow members become candidates, in both directions.
 * Only the lower triangle is computed; each distance serves both its ends. One instance serves one
 * thread.
 */
final class LeafKnn {

  private final RowMatrix matrix;
  private final Candidates candidates;
  private final RowBlock block;
  private final DistanceStrip strip;
  private final NearestLists nearest;
  private final int slots; // of a member in edges
  private long[] edges = {}; // members × slots: what each is to be offered
  private int[] edgeCounts = {};

  /**
   * Creates a linker.
   *
   * @param k fellow members that each member is linked to
   */
  LeafKnn(RowMatrix matrix, int k, Candidates candidates, DistanceKernel kernel) {
    this.matrix = matrix;
    this.candidates = candidates;
    this.block = new RowBlock(matrix);
    this.strip = new DistanceStrip(kernel, matrix);
    this.nearest = new NearestLists(k, kernel);
    this.slots = 3 * k;
  }

  /** Links the members of a leaf. */
  void link(int[] leaf) {
    block.gather(matrix, leaf, 0, leaf.length);
    strip.setColumns(block);
    nearest.reset(leaf.length);
    for (int from = 0; from < leaf.length; from += DistanceKernel.TILE_ROWS) {
      linkRows(from, Math.min(leaf.length, from + DistanceKernel.TILE_ROWS));
    }
    offerEdges(leaf);
  }

  /** Rows learn of all before them; those before the first learn of the rows. */
  private void linkRows(int from, int to) {
    strip.distances(block, from, to, to);
    float[] values = strip.values();
    for (int row = from; row < to; row++) {
      int offset = strip.offset(row - from);
      nearest.offerRow(row, values, offset, 0, row);
      for (int column = from; column < row; column++) {
        nearest.offer(column, row, values[offset + column]);
      }
    }
    nearest.offerColumns(from, to - from, values, 0, strip.offset(1), from);
  }

  /** Offers each member its nearest, and itself to those that do not have the same edge anyway. */
  private void offerEdges(int[] leaf) {
    if (edgeCounts.length < leaf.length) {
      edgeCounts = new int[leaf.length];
      edges = new long[leaf.length * slots];
    }
    for (int row = 0; row < leaf.length; row++) {
      for (int i = 0; i < nearest.count(row); i++) {
        int other = nearest.id(row, i);
        float distance = nearest.distance(row, i);
        add(leaf, row, Candidates.key(distance, leaf[other]));
        if (distance >= nearest.threshold(other)) {
          add(leaf, other, Candidates.key(distance, leaf[row]));
        }
      }
    }
    for (int row = 0; row < leaf.length; row++) {
      flush(leaf, row);
    }
  }

  private void add(int[] leaf, int row, long edge) {
    if (edgeCounts[row] == slots) {
      flush(leaf, row);
    }
    edges[row * slots + edgeCounts[row]++] = edge;
  }

  private void flush(int[] leaf, int row) {
    candidates.offer(leaf[row], edges, row * slots, edgeCounts[row]);
    edgeCounts[row] = 0;
  }
}
