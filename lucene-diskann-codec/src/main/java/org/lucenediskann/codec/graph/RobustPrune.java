package org.lucenediskann.codec.graph;

import java.util.Arrays;
import org.lucenediskann.codec.kernel.DistanceKernel;
import org.lucenediskann.codec.kernel.RowMatrix;

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

  private final RowMatrix matrix;
  private final int maxDegree;
  private final float[] factors; // of the two rounds, on squared distances
  private final DistanceKernel kernel;

  private final float[] keptRows; // maxDegree × stride, and room for a batch to reach past the last
  private final float[] keptNorms;
  private final int[] kept;
  private int keptCount;
  private final float[] dots = new float[BATCH];
  private float[] nearestKept = {}; // per candidate: least squared distance to a kept one
  private int[] compared = {}; // per candidate: how many kept ones it was compared with, or TAKEN

  /**
   * Creates a pruner.
   *
   * @param matrix rows of all nodes
   * @param maxDegree most neighbors chosen
   * @param alpha of the second round, at least 1, on L2 distance
   */
  public RobustPrune(RowMatrix matrix, int maxDegree, float alpha, DistanceKernel kernel) {
    this.matrix = matrix;
    this.maxDegree = maxDegree;
    this.factors = new float[] {1f, alpha * alpha};
    this.kernel = kernel;
    this.keptRows = new float[(maxDegree + BATCH - 1) * matrix.stride()];
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
  public int prune(int[] nodes, float[] distances, int count) {
    reset(count);
    for (float factor : factors) {
      for (int i = 0; i < count && keptCount < maxDegree; i++) {
        if (compared[i] != TAKEN && !isOccluded(i, nodes[i], distances[i], factor)) {
          keep(nodes[i]);
          compared[i] = TAKEN;
        }
      }
    }
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

  private boolean isOccluded(int i, int node, float distance, float factor) {
    while (factor * nearestKept[i] > distance) {
      if (compared[i] == keptCount) {
        return false;
      }
      compareWithNext(i, node);
    }
    return true;
  }

  /** Measures a candidate against the next few kept ones. */
  private void compareWithNext(int i, int node) {
    int first = compared[i];
    int end = Math.min(first + BATCH, keptCount);
    int stride = matrix.stride();
    int at = first * stride;
    kernel.dots4(
        matrix.array(node),
        matrix.offset(node),
        keptRows,
        at,
        at + stride,
        at + 2 * stride,
        at + 3 * stride,
        stride,
        dots);
    float norm = matrix.norm(node);
    for (int j = first; j < end; j++) {
      float distance = Math.max(0, norm + keptNorms[j] - 2 * dots[j - first]);
      nearestKept[i] = Math.min(nearestKept[i], distance);
    }
    compared[i] = end;
  }

  private void keep(int node) {
    int stride = matrix.stride();
    System.arraycopy(matrix.array(node), matrix.offset(node), keptRows, keptCount * stride, stride);
    keptNorms[keptCount] = matrix.norm(node);
    kept[keptCount++] = node;
  }
}
