package org.lucenediskann.codec.graph;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.lucenediskann.codec.kernel.DistanceKernel;
import org.lucenediskann.codec.kernel.RowMatrix;

/** The pruner that spares comparisons chooses what the rule, spelled out, chooses. */
public class TestRobustPrune extends LuceneTestCase {

  private final DistanceKernel kernel = DistanceKernel.best();

  /** Whole coordinates give many equal distances. */
  private RowMatrix matrix(int size, int dimension, boolean whole) {
    RowMatrix matrix = new RowMatrix(size, dimension);
    for (int row = 0; row < size; row++) {
      for (int i = 0; i < dimension; i++) {
        float value = whole ? random().nextInt(4) : (float) random().nextGaussian();
        matrix.array(row)[matrix.offset(row) + i] = value;
      }
      matrix.updateNorm(row, kernel);
    }
    return matrix;
  }

  /** Other nodes, nearest to {@code node} first. */
  private int[] candidates(RowMatrix matrix, int node, int count) {
    return IntStream.range(0, matrix.size())
        .filter(other -> other != node)
        .boxed()
        .sorted(
            Comparator.comparing((Integer other) -> matrix.squaredDistance(node, other, kernel))
                .thenComparing(other -> other))
        .limit(count)
        .mapToInt(other -> other)
        .toArray();
  }

  private int[] prune(RobustPrune pruner, RowMatrix matrix, int node, int[] candidates)
      throws IOException {
    float[] distances = new float[candidates.length];
    for (int i = 0; i < distances.length; i++) {
      distances[i] = matrix.squaredDistance(node, candidates[i], kernel);
    }
    int count = pruner.prune(candidates, distances, candidates.length);
    return Arrays.copyOf(pruner.chosen(), count);
  }

  /** One round with factor 1, one with alpha², each over all that is left, nearest first. */
  private int[] expected(RowMatrix matrix, int node, int[] candidates, int maxDegree, float alpha) {
    List<Integer> kept = new ArrayList<>();
    for (float factor : new float[] {1f, alpha * alpha}) {
      for (int candidate : candidates) {
        if (kept.size() < maxDegree
            && !kept.contains(candidate)
            && !isOccluded(matrix, node, candidate, kept, factor)) {
          kept.add(candidate);
        }
      }
    }
    return kept.stream().mapToInt(i -> i).toArray();
  }

  private boolean isOccluded(
      RowMatrix matrix, int node, int candidate, List<Integer> kept, float factor) {
    float distance = matrix.squaredDistance(node, candidate, kernel);
    return kept.stream()
        .anyMatch(other -> factor * matrix.squaredDistance(other, candidate, kernel) <= distance);
  }

  public void testAgreesWithTheRule() throws IOException {
    for (int round = atLeast(60); round > 0; round--) {
      boolean whole = random().nextBoolean();
      RowMatrix matrix = matrix(2 + random().nextInt(150), 1 + random().nextInt(40), whole);
      int maxDegree = 1 + random().nextInt(40);
      float alpha = random().nextInt(4) == 0 ? 1f : 1 + random().nextFloat();
      RobustPrune pruner = new RobustPrune(matrix, maxDegree, alpha, kernel);
      for (int i = 0; i < 10; i++) {
        int node = random().nextInt(matrix.size());
        int[] candidates = candidates(matrix, node, random().nextInt(matrix.size() + 1));
        assertArrayEquals(
            "maxDegree=" + maxDegree + ", alpha=" + alpha,
            expected(matrix, node, candidates, maxDegree, alpha),
            prune(pruner, matrix, node, candidates));
      }
    }
  }

  public void testKernelsAgree() throws IOException {
    RowMatrix matrix = matrix(300, 50, false);
    RobustPrune vectorized = new RobustPrune(matrix, 24, 1.2f, kernel);
    RobustPrune plain = new RobustPrune(matrix, 24, 1.2f, DistanceKernel.scalar());
    for (int node = 0; node < matrix.size(); node++) {
      int[] candidates = candidates(matrix, node, 64);
      assertArrayEquals(
          prune(vectorized, matrix, node, candidates), prune(plain, matrix, node, candidates));
    }
  }

  /** On a line, the next one on each side hides all behind it. */
  public void testLine() throws IOException {
    RowMatrix matrix = new RowMatrix(21, 1);
    for (int row = 0; row < 21; row++) {
      matrix.array(row)[matrix.offset(row)] = row;
      matrix.updateNorm(row, kernel);
    }
    RobustPrune pruner = new RobustPrune(matrix, 8, 1f, kernel);
    assertArrayEquals(new int[] {9, 11}, prune(pruner, matrix, 10, candidates(matrix, 10, 20)));
  }

  public void testNoCandidates() throws IOException {
    RobustPrune pruner = new RobustPrune(matrix(3, 2, false), 8, 1.2f, kernel);
    assertEquals(0, pruner.prune(new int[0], new float[0], 0));
  }

  /** Where all are equally near, and equal to each other, one stands for all. */
  public void testEqualsOccludeEachOther() throws IOException {
    RowMatrix matrix = new RowMatrix(5, 4);
    RobustPrune pruner = new RobustPrune(matrix, 8, 1.2f, kernel);
    assertArrayEquals(new int[] {3}, prune(pruner, matrix, 0, new int[] {3, 1, 2, 4}));
  }
}
