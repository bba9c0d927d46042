package org.lucenediskann.codec.merge;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.util.NamedThreadFactory;
import org.lucenediskann.codec.build.ArrayRows;
import org.lucenediskann.codec.build.BatchBuilder;
import org.lucenediskann.codec.build.BuildParameters;
import org.lucenediskann.codec.build.ListWalk;
import org.lucenediskann.codec.build.Surroundings;
import org.lucenediskann.codec.graph.GraphValidator;
import org.lucenediskann.codec.graph.NeighborLists;

/** Every plan, over data that is easy and data that is not. */
public class TestGraphMerge extends LuceneTestCase {

  private static final BuildParameters PARAMETERS = new BuildParameters(16, 32, 1.2f, 6, 64, 3, 42);

  private static final double[] HALF_AND_SMALL = {4, 1, 1, 1, 1};

  private static NeighborLists run(MergePlan plan, ArrayRows rows) throws IOException {
    return run(plan, rows, Surroundings.SERIAL);
  }

  private static NeighborLists run(MergePlan plan, ArrayRows rows, Surroundings surroundings)
      throws IOException {
    return GraphMerge.run(plan, rows, PARAMETERS, surroundings);
  }

  private static void assertSound(Segmented segmented) throws IOException {
    for (MergePlan plan : segmented.plans(PARAMETERS)) {
      NeighborLists graph = run(plan, segmented.merged());
      assertEquals(segmented.merged().size(), graph.size());
      String problem = GraphValidator.validate(graph).firstProblem();
      assertNull(plan.label() + ": " + problem, problem);
    }
  }

  private static Segmented segmented(ArrayRows rows, double deadShare, double... parts)
      throws IOException {
    return Segmented.of(random(), rows, parts, deadShare, PARAMETERS);
  }

  public void testSoundWithDeletes() throws IOException {
    ArrayRows rows = ArrayRows.clusters(random(), 2000, 9, 12, 3);
    for (double deadShare : new double[] {0, 0.03, 0.3, 0.9}) {
      assertSound(segmented(rows, deadShare, HALF_AND_SMALL));
    }
  }

  public void testSoundWithEquals() throws IOException {
    ArrayRows few = ArrayRows.gaussian(random(), 40, 5);
    assertSound(segmented(few.drawn(random(), 1500), 0.1, HALF_AND_SMALL));
    assertSound(segmented(ArrayRows.grid(random(), 1500, 2, 30), 0.1, HALF_AND_SMALL));
  }

  public void testSoundWhereAllAreEqual() throws IOException {
    assertSound(segmented(ArrayRows.of(1500, 3, (ord, i) -> i), 0.1, 3, 1));
  }

  /** Alpha 1 keeps nothing that is occluded, so equals must not occlude the rest. */
  public void testEqualsDoNotOccludeOthers() throws IOException {
    BuildParameters strict = new BuildParameters(8, 16, 1f, 3, 32, 2, 7);
    ArrayRows rows = ArrayRows.gaussian(random(), 300, 4).drawn(random(), 900);
    Segmented segmented = Segmented.of(random(), rows, new double[] {2, 1}, 0.05, strict);
    for (MergePlan plan : segmented.plans(strict)) {
      NeighborLists graph = GraphMerge.run(plan, segmented.merged(), strict, Surroundings.SERIAL);
      GraphValidator.check(graph);
    }
  }

  public void testSoundWhenTiny() throws IOException {
    for (int size = 2; size < 12; size++) {
      assertSound(segmented(ArrayRows.gaussian(random(), size, 3), 0.2, 1, 1));
    }
  }

  /** All entry points are dead, and nobody they know lives. */
  public void testSoundWhereEntryPointsAreGone() throws IOException {
    ArrayRows rows = ArrayRows.gaussian(random(), 6, 3);
    NeighborLists graph = new NeighborLists(4, 16);
    graph.set(0, new int[] {1}, 1);
    graph.set(1, new int[] {2}, 1);
    graph.set(2, new int[] {3}, 1);
    graph.setEntryPoints(0);
    int dead = MergeSource.DEAD;
    MergeSource source = new MergeSource(() -> graph, new int[] {dead, dead, 4, 1});
    for (boolean walks : new boolean[] {true, false}) {
      GraphValidator.check(run(new MergePlan.Insert(source, 2, 4, walks), rows));
    }
  }

  public void testSoundFarFromTheOrigin() throws IOException {
    ArrayRows rows = ArrayRows.of(1500, 6, (ord, i) -> 5000 + random().nextFloat());
    assertSound(segmented(rows, 0.1, HALF_AND_SMALL));
  }

  public void testNothingLives() throws IOException {
    ArrayRows rows = ArrayRows.gaussian(random(), 50, 3);
    Segmented segmented = segmented(rows, 1.1, 1, 1);
    GraphMerge merge =
        GraphMerge.plan(segmented.sources(), segmented.merged(), PARAMETERS, Surroundings.SERIAL);
    assertEquals("rebuild", merge.report().plan());
    assertEquals(0, merge.run().size());
  }

  /** With the default fanout, as a smaller one has none to spare; at an equal search list. */
  public void testAsGoodAsARebuild() throws IOException {
    BuildParameters usual = new BuildParameters(16, 32, 1.2f, 10, 64, 4, 42);
    ArrayRows all = ArrayRows.clusters(random(), 4100, 10, 15, 1.5f);
    float[][] queries = Arrays.copyOfRange(all.vectors(), 4000, 4100);
    ArrayRows rows = new ArrayRows(Arrays.copyOf(all.vectors(), 4000), 10);
    Segmented segmented = Segmented.of(random(), rows, HALF_AND_SMALL, 0.05, usual);
    ArrayRows merged = segmented.merged();
    ListWalk rebuilt = new ListWalk(BatchBuilder.build(merged, usual, Surroundings.SERIAL), merged);
    double expected = rebuilt.recall(queries, 10, 20);
    for (MergePlan plan : segmented.plans(usual)) {
      ListWalk walk =
          new ListWalk(GraphMerge.run(plan, merged, usual, Surroundings.SERIAL), merged);
      double recall = walk.recall(queries, 10, 20);
      assertTrue(plan.label() + ": " + recall + " < " + expected, recall > expected - 0.03);
      double visited = (double) walk.visitedCount() / rebuilt.visitedCount();
      assertTrue(plan.label() + " visits " + visited, visited < 1.15);
    }
  }

  /** Few lists with a newcomer would mean that searches find newcomers less often than others. */
  public void testNewcomersAreInManyLists() throws IOException {
    ArrayRows rows = ArrayRows.clusters(random(), 3000, 16, 9, 1.5f);
    Segmented segmented = segmented(rows, 0, 9, 1);
    int[] residents = segmented.sources().get(0).newOrds();
    for (MergePlan plan : segmented.plans(PARAMETERS)) {
      int[] lists = listsOfEach(run(plan, segmented.merged()));
      double all = Arrays.stream(lists).average().orElseThrow();
      double ofResidents = Arrays.stream(residents).map(ord -> lists[ord]).average().orElseThrow();
      int newcomers = lists.length - residents.length;
      double ofNewcomers = (all * lists.length - ofResidents * residents.length) / newcomers;
      String message = plan.label() + ": " + ofNewcomers + " lists, residents " + ofResidents;
      assertTrue(message, ofNewcomers > 0.74 * ofResidents);
    }
  }

  /** For each node in how many lists it is. */
  private static int[] listsOfEach(NeighborLists graph) {
    int[] counts = new int[graph.size()];
    int[] row = new int[graph.maxDegree()];
    for (int node = 0; node < graph.size(); node++) {
      int degree = graph.neighbors(node, row);
      for (int i = 0; i < degree; i++) {
        counts[row[i]]++;
      }
    }
    return counts;
  }

  public void testSameGraphOnAnyNumberOfThreadsAndKernel()
      throws IOException, InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(3, new NamedThreadFactory("merge"));
    try {
      ArrayRows rows = ArrayRows.clusters(random(), 3000, 17, 9, 2);
      Segmented segmented = segmented(rows, 0.1, HALF_AND_SMALL);
      for (MergePlan plan : segmented.plans(PARAMETERS)) {
        int[][] expected = lists(run(plan, segmented.merged()));
        Surroundings two = Surroundings.SERIAL.withThreads(2, pool);
        Surroundings four = Surroundings.SERIAL.withThreads(4, pool);
        for (Surroundings other : List.of(two, four, Surroundings.SERIAL.withPlainJava())) {
          int[][] actual = lists(run(plan, segmented.merged(), other));
          assertTrue(plan.label() + " in " + other, Arrays.deepEquals(expected, actual));
        }
      }
    } finally {
      pool.shutdown();
      assertTrue(pool.awaitTermination(60, TimeUnit.SECONDS));
    }
  }

  private static int[][] lists(NeighborLists graph) {
    int[][] lists = new int[graph.size() + 1][];
    int[] row = new int[graph.maxDegree()];
    for (int node = 0; node < graph.size(); node++) {
      int degree = graph.neighbors(node, row);
      lists[node] = Arrays.copyOf(row, degree);
    }
    lists[graph.size()] = graph.entryPoints();
    return lists;
  }

  private static final class Aborted extends IOException {}

  /** Whichever check says so, the merge ends there. */
  public void testAbortsAtAnyCheck() throws IOException {
    ArrayRows rows = ArrayRows.clusters(random(), 2000, 9, 12, 3);
    Segmented segmented = segmented(rows, 0.1, HALF_AND_SMALL);
    for (MergePlan plan : segmented.plans(PARAMETERS)) {
      AtomicInteger checks = new AtomicInteger();
      run(plan, segmented.merged(), Surroundings.SERIAL.withAbortCheck(checks::incrementAndGet));
      assertTrue(plan.label() + " checks " + checks, checks.get() > 20);
      for (int i = 0; i < 5; i++) {
        AtomicInteger left = new AtomicInteger(random().nextInt(checks.get()));
        Surroundings aborting =
            Surroundings.SERIAL.withAbortCheck(
                () -> {
                  if (left.getAndDecrement() == 0) {
                    throw new Aborted();
                  }
                });
        expectThrows(Aborted.class, () -> run(plan, segmented.merged(), aborting));
        assertEquals("a check after the abort", -1, left.get());
      }
    }
  }
}
