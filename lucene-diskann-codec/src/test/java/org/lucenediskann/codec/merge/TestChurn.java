package org.lucenediskann.codec.merge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.lucenediskann.codec.build.ArrayRows;
import org.lucenediskann.codec.build.BatchBuilder;
import org.lucenediskann.codec.build.BuildParameters;
import org.lucenediskann.codec.build.ListWalk;
import org.lucenediskann.codec.build.Surroundings;
import org.lucenediskann.codec.graph.GraphValidator;
import org.lucenediskann.codec.graph.NeighborLists;

/** Generation after generation some vectors die and others come: the graph stays what it was. */
public class TestChurn extends LuceneTestCase {

  private static final BuildParameters PARAMETERS = new BuildParameters(16, 32, 1.2f, 8, 64, 4, 42);

  private static final int SIZE = 2000;
  private static final int DIMENSION = 12;
  private static final int GENERATIONS = 25;
  private static final double SHARE = 0.04;

  private final ArrayRows centers = ArrayRows.gaussian(new Random(5), 12, DIMENSION);

  private float[] vector(Random random) {
    float[] center = centers.vectors()[random.nextInt(centers.size())];
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = 1.5f * center[i] + (float) random.nextGaussian();
    }
    return vector;
  }

  public void testDeletesAndAdds() throws IOException {
    churn(true);
  }

  public void testDeletesOnly() throws IOException {
    churn(false);
  }

  private void churn(boolean adds) throws IOException {
    Random random = new Random(17);
    float[][] queries = new float[200][];
    Arrays.setAll(queries, i -> vector(random));
    float[][] live = new float[SIZE][];
    Arrays.setAll(live, i -> vector(random));
    NeighborLists graph = build(live);
    double renewed = 0;
    int inserts = 0;
    for (int generation = 0; generation < GENERATIONS; generation++) {
      int[] newOrds = new int[live.length];
      List<float[]> next = new ArrayList<>();
      for (int i = 0; i < live.length; i++) {
        boolean dies = random.nextDouble() < SHARE;
        newOrds[i] = dies ? MergeSource.DEAD : next.size();
        if (!dies) {
          next.add(live[i]);
        }
      }
      int dead = live.length - next.size();
      for (int i = 0; adds && i < dead; i++) {
        next.add(vector(random));
      }
      live = next.toArray(float[][]::new);
      NeighborLists before = graph;
      GraphMerge merge =
          GraphMerge.plan(
              List.of(new MergeSource(() -> before, newOrds, renewed)),
              new ArrayRows(live, DIMENSION),
              PARAMETERS,
              Surroundings.SERIAL);
      inserts += merge.report().plan().equals("insert") ? 1 : 0;
      graph = merge.run();
      renewed = merge.report().renewed();
      GraphValidator.check(graph);
      if (generation % 6 == 0) {
        assertAsGood(generation, graph, live, queries);
      }
    }
    assertTrue(inserts + " inserts", inserts > GENERATIONS / 2 && inserts < GENERATIONS);
  }

  private static NeighborLists build(float[][] live) throws IOException {
    return BatchBuilder.build(new ArrayRows(live, DIMENSION), PARAMETERS, Surroundings.SERIAL);
  }

  private static void assertAsGood(
      int generation, NeighborLists graph, float[][] live, float[][] queries) throws IOException {
    ArrayRows rows = new ArrayRows(live, DIMENSION);
    ListWalk rebuilt = new ListWalk(build(live), rows);
    ListWalk churned = new ListWalk(graph, rows);
    double expected = rebuilt.recall(queries, 10, 16);
    double recall = churned.recall(queries, 10, 16);
    assertTrue(
        "generation " + generation + ": " + recall + " instead of " + expected,
        recall > expected - 0.015);
    double visited = (double) churned.visitedCount() / rebuilt.visitedCount();
    assertTrue("generation " + generation + " visits " + visited, visited < 1.1);
  }
}
