package org.lucenediskann.codec.graph;

import java.io.IOException;
import java.util.Arrays;
import org.lucenediskann.codec.kernel.DistanceKernel;
import org.lucenediskann.codec.kernel.RowBlock;
import org.lucenediskann.codec.kernel.RowReader;

/**
 * RobustPrune (Algorithm 2 of the DiskANN paper): walks the candidates from near to far and keeps
 * one unless a kept one occludes it, that is, is nearer to it by the factor alpha than the node
 * itself. The first round is strict (alpha 1), the second relaxes to alpha and fills what is free.
 *
 * <p>Candidates are compared with the kept ones only, and none is compared twice. One instance
 * serves one thread.
 */
public final class RobustPrune {

  private static final int BATCH = 4;
  private static final int TAKEN = -1;

  private final RowReader reader;
  private final int maxDegree;
  private final float factor; // of the second round, on squared distances
  private final DistanceKernel kernel;

  private final RowBlock rows; // of the candidates
  private final float[] keptRows; // maxDegree × stride, and room for a batch to reach past the last
  private final float[] keptNorms;
  private final int[] kept;
  private int keptCount;
  private final int[] batch = new int[BATCH];
  private final float[] dots = new float[BATCH * BATCH];
  private float[] nearestKept = {}; // per candidate: least squared distance to a kept one
  private int[] compared = {}; // per candidate: how many kept ones it was compared with, or TAKEN

  /**
   * Creates a pruner.
   *
   * @param reader rows of all nodes
   * @param maxDegree most neighbors chosen
   * @param alpha of the second round, at least 1, on L2 distance
   */
  public RobustPrune(RowReader reader, int maxDegree, float alpha, DistanceKernel kernel) {
    this.reader = reader;
    this.maxDegree = maxDegree;
    this.factor = alpha * alpha;
    this.kernel = kernel;
    this.rows = new RowBlock(reader);
    this.keptRows = new float[(maxDegree + BATCH - 1) * reader.stride()];
    this.keptNorms = new float[maxDegree];
    this.kept = new int[maxDegree];
  }

  /**
   * Chooses neighbors of a node.
   *
   * @param nodes candidates, nearest first, without the node itself
   * @param distances their squared distances to the node
   * @param count how many
   * @return how many were chosen, see {@link #chosen}
   */
  public int prune(int[] nodes, float[] distances, int count) throws IOException {
    reader.gather(nodes, 0, count, rows);
    reset(count);
    keepNotOccluded(nodes, distances, count, 1);
    keepNotOccluded(nodes, distances, count, factor);
    return keptCount;
  }

  /** The chosen neighbors. The array is reused by the next call. */
  public int[] chosen() {
    return kept;
  }

  private void reset(int count) {
    keptCount = 0;
    if (compared.length < count) {
      compared = new int[count];
      nearestKept = new float[count];
    }
    Arrays.fill(compared, 0, count, 0);
    Arrays.fill(nearestKept, 0, count, Float.POSITIVE_INFINITY);
  }

  private void keepNotOccluded(int[] nodes, float[] distances, int count, float factor) {
    for (int i = 0; i < count && keptCount < maxDegree; i++) {
      while (isOpen(i, distances[i], factor)) {
        if (compared[i] == keptCount) {
          keep(i, nodes[i]);
        } else {
          compare(i, distances, count, factor);
        }
      }
    }
  }

  /** Whether a candidate may yet be kept. */
  private boolean isOpen(int i, float distance, float factor) {
    return compared[i] != TAKEN && factor * nearestKept[i] > distance;
  }

  /**
   * Measures a candidate, and the next ones that will probably need it too, against the next few
   * kept ones: a tile of sixteen distances costs little more than four.
   */
  private void compare(int first, float[] distances, int count, float factor) {
    int from = compared[first];
    int to = Math.min(from + BATCH, keptCount);
    int size = 0;
    for (int i = first; i < count && size < BATCH; i++) {
      if (compared[i] >= from && compared[i] < to && isOpen(i, distances[i], factor)) {
        batch[size++] = i;
      }
    }
    int stride = reader.stride();
    float[] array = rows.array();
    if (size == 1) {
      kernel.dots4(array, rows.offset(first), keptRows, from * stride, stride, dots);
    } else {
      kernel.dots16(
          array,
          rows.offset(batch[0]),
          rows.offset(batch[1]),
          rows.offset(batch[2]),
          rows.offset(batch[3]),
          keptRows,
          from * stride,
          stride,
          dots);
    }
    for (int i = 0; i < size; i++) {
      learn(batch[i], from, to, i * BATCH);
    }
  }

  /** Notes a candidate's distances to some kept ones. Rounding may put them below zero. */
  private void learn(int i, int from, int to, int at) {
    float norm = rows.norm(i);
    float nearest = nearestKept[i];
    for (int j = from; j < to; j++) {
      float distance = norm + keptNorms[j] - 2 * dots[at + j - from];
      if (distance < nearest) {
        nearest = distance;
      }
    }
    nearestKept[i] = nearest;
    compared[i] = to;
  }

  private void keep(int i, int node) {
    int stride = reader.stride();
    System.arraycopy(rows.array(), rows.offset(i), keptRows, keptCount * stride, stride);
    keptNorms[keptCount] = rows.norm(i);
    kept[keptCount++] = node;
    compared[i] = TAKEN;
  }
}
