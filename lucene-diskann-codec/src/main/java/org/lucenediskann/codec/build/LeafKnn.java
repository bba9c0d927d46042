package org.lucenediskann.codec.build;

import java.io.IOException;
import org.lucenediskann.codec.kernel.DistanceKernel;
import org.lucenediskann.codec.kernel.PairDistances;
import org.lucenediskann.codec.kernel.RowBlock;
import org.lucenediskann.codec.kernel.RowReader;

/**
 * All pairs of a leaf: every member's nearest fellow members become candidates, in both directions.
 * Only the lower triangle is computed; each distance serves both its ends. One instance serves one
 * thread.
 */
final class LeafKnn {

  private static final int STRIDE = 16;
  private static final int SAMPLE_NEIGHBORS = 2;
  private static final int MIN_SAMPLED = 6 * STRIDE;

  private final RowReader rows;
  private final Candidates.Sink candidates;
  private final RowBlock block;
  private final PairDistances pairs;
  private final NearestLists nearest;
  private final NearestLists nearestOfSample;
  private final int slots; // of a member in edges
  private long[] edges = {}; // members × slots: what each is to be offered
  private int[] edgeCounts = {};
  private int[] near = {};

  /**
   * Creates a linker.
   *
   * @param k fellow members that each member is linked to
   */
  LeafKnn(RowReader rows, int k, Candidates.Sink candidates, DistanceKernel kernel) {
    this.rows = rows;
    this.candidates = candidates;
    this.block = new RowBlock(rows);
    this.pairs = new PairDistances(kernel, rows);
    this.nearest = new NearestLists(k, kernel);
    this.nearestOfSample = new NearestLists(SAMPLE_NEIGHBORS, kernel);
    this.slots = 3 * k;
  }

  /** Links the members of a leaf. */
  void link(int[] leaf) throws IOException {
    rows.gather(leaf, 0, leaf.length, block);
    pairs.measure(block);
    pairs.bound(nearest.k());
    nearest.reset(leaf.length);
    if (near.length < leaf.length) {
      near = new int[leaf.length];
    }
    for (int row = 1; row < leaf.length; row++) {
      int count = pairs.near(row, near);
      for (int i = 0; i < count; i++) {
        float distance = pairs.distance(row, near[i]);
        nearest.offer(row, near[i], distance);
        nearest.offer(near[i], row, distance);
      }
    }
    offerEdges(leaf, nearest);
    if (leaf.length >= MIN_SAMPLED) {
      linkSample(leaf);
    }
  }

  /**
   * Links a sample of the members among themselves. Where these are in tight groups, all the
   * nearest are in the same group; edges of a sample lead from group to group. Members come in an
   * order in which near ones are mostly near each other, so every so many-th is a sample of all.
   */
  private void linkSample(int[] leaf) throws IOException {
    int first = ((leaf[0] * 0x9E3779B1) >>> 8) % STRIDE;
    int[] sample = new int[(leaf.length - first + STRIDE - 1) / STRIDE];
    nearestOfSample.reset(sample.length);
    for (int i = 0; i < sample.length; i++) {
      sample[i] = leaf[first + i * STRIDE];
      for (int j = 0; j < i; j++) {
        float distance = pairs.distance(first + i * STRIDE, first + j * STRIDE);
        nearestOfSample.offer(i, j, distance);
        nearestOfSample.offer(j, i, distance);
      }
    }
    offerEdges(sample, nearestOfSample);
  }

  /** Offers each member its nearest, and itself to those that do not have the same edge anyway. */
  private void offerEdges(int[] leaf, NearestLists nearest) throws IOException {
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

  private void add(int[] leaf, int row, long edge) throws IOException {
    if (edgeCounts[row] == slots) {
      flush(leaf, row);
    }
    edges[row * slots + edgeCounts[row]++] = edge;
  }

  private void flush(int[] leaf, int row) throws IOException {
    candidates.offer(leaf[row], edges, row * slots, edgeCounts[row]);
    edgeCounts[row] = 0;
  }
}
