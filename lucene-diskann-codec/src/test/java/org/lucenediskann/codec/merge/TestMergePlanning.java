package org.lucenediskann.codec.merge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.lucenediskann.codec.build.BuildParameters;
import org.lucenediskann.codec.build.Surroundings;
import org.lucenediskann.codec.graph.NeighborLists;
import org.lucenediskann.codec.graph.VectorRows;

/** Which plan is chosen for which sizes, by graphs that nobody reads. */
public class TestMergePlanning extends LuceneTestCase {

  private static final BuildParameters PARAMETERS =
      new BuildParameters(32, 64, 1.2f, 12, 512, 5, 42);

  /** Rows that planning does not read. */
  private record Unread(int size, int dimension) implements VectorRows {
    @Override
    public void read(int ord, float[] dest, int offset) {
      throw new AssertionError("planning reads no vectors");
    }

    @Override
    public VectorRows copy() {
      return this;
    }
  }

  /** Plans for graphs of some sizes, of which the first so many nodes are dead. */
  private static MergeReport plan(int dimension, int withoutGraph, int[] sizes, int[] dead) {
    List<MergeSource> sources = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < sizes.length; i++) {
      int[] newOrds = new int[sizes[i]];
      for (int node = 0; node < newOrds.length; node++) {
        newOrds[node] = node < dead[i] ? MergeSource.DEAD : next++;
      }
      sources.add(new MergeSource(() -> new NeighborLists(0, 1), newOrds));
    }
    VectorRows rows = new Unread(next + withoutGraph, dimension);
    return GraphMerge.plan(sources, rows, PARAMETERS, Surroundings.SERIAL).report();
  }

  private static MergeReport plan(int... sizes) {
    return plan(128, 0, sizes, new int[sizes.length]);
  }

  public void testSkewIsInserted() {
    for (int dimension : new int[] {25, 100, 128, 384, 768, 1536}) {
      MergeReport skew = plan(dimension, 0, new int[] {90_000, 10_000}, new int[2]);
      assertEquals("insert", skew.plan());
      assertTrue(skew.toString(), skew.estimatedShare() < 0.65);
      MergeReport more = plan(dimension, 0, new int[] {99_000, 1_000}, new int[2]);
      assertEquals("insert", more.plan());
      assertTrue(more.toString(), more.estimatedShare() < 0.12);
    }
  }

  public void testWhatNeedsMoreMemoryThanAllowedIsNotChosen() {
    List<MergeSource> sources = new ArrayList<>();
    sources.add(
        new MergeSource(() -> new NeighborLists(0, 1), IntStream.range(0, 90_000).toArray()));
    VectorRows rows = new Unread(100_000, 384);
    for (int mb : new int[] {16, 512}) {
      BuildParameters bounded = new BuildParameters(32, 64, 1.2f, 12, 512, 5, 42, (long) mb << 20);
      MergeReport report = GraphMerge.plan(sources, rows, bounded, Surroundings.SERIAL).report();
      assertEquals(mb == 512, report.plan().equals("insert"));
    }
  }

  /** Not even by the memory that each of them needs. */
  public void testThreadsDoNotDecide() {
    List<MergeSource> sources =
        List.of(
            new MergeSource(() -> new NeighborLists(0, 1), IntStream.range(0, 99_000).toArray()));
    BuildParameters bounded = new BuildParameters(32, 64, 1.2f, 12, 512, 5, 42, 512L << 20);
    for (int threads : new int[] {1, 2, 16, 64}) {
      Surroundings context = Surroundings.SERIAL.withThreads(threads, null);
      VectorRows rows = new Unread(100_000, 384);
      MergeReport report = GraphMerge.plan(sources, rows, bounded, context).report();
      assertEquals("insert", report.plan());
    }
  }

  /** A leaf merge that is hardly cheaper than a rebuild finds less. */
  public void testHalfAndSmallAreRebuilt() {
    int[] sizes = new int[11];
    Arrays.fill(sizes, 5_000);
    sizes[0] = 50_000;
    assertEquals("rebuild", plan(sizes).plan());
  }

  public void testEqualSegmentsAreNotInserted() {
    int[] ten = new int[10];
    Arrays.fill(ten, 10_000);
    assertNotEquals("insert", plan(ten).plan());
  }

  public void testWithoutGraphsIsRebuilt() {
    MergeReport report = plan(128, 5000, new int[0], new int[0]);
    assertEquals("rebuild", report.plan());
    assertEquals(1, report.estimatedShare(), 0);
    assertEquals(0, report.reusedCount());
  }

  public void testNoGraphIsCopiedThatIsMostlyDead() {
    assertNotEquals("insert", plan(128, 0, new int[] {50_000}, new int[] {30_000}).plan());
  }

  /** Own edges cannot stand in for most of the balls, however much they know. */
  public void testLeafMergeKeepsHalfOfTheFanout() {
    int[] newOrds = new int[1000];
    Arrays.setAll(newOrds, node -> node);
    MergeSource all = new MergeSource(() -> new NeighborLists(0, 1), newOrds);
    assertEquals(6, LeafMerge.plan(List.of(all), 1000, 12).fanout());
    assertEquals(1, LeafMerge.plan(List.of(all), 1000, 1).fanout());
    assertEquals(11, LeafMerge.plan(List.of(), 1000, 12).fanout());
  }

  public void testFewDeadAreRepaired() {
    MergeReport report = plan(128, 0, new int[] {50_000}, new int[] {1_000});
    assertEquals("insert", report.plan());
    assertEquals(1_000, report.deadCount());
    assertEquals(49_000, report.size());
    assertTrue(report.toString(), report.estimatedShare() < 0.25);
  }

  /** Generations of small changes end in a rebuild, whatever the next one would cost. */
  public void testWornGraphsAreRebuilt() {
    int generations = 0;
    double renewed = 0;
    for (; generations < 100; generations++) {
      MergeReport report = churned(renewed);
      if (report.plan().equals("rebuild")) {
        assertEquals(0, report.renewed(), 0);
        break;
      }
      assertTrue(report.toString(), report.renewed() > renewed);
      renewed = report.renewed();
    }
    assertEquals(6, generations);
  }

  /** 2 % deleted, 2 % added. */
  private static MergeReport churned(double renewed) {
    int[] newOrds = new int[20_000];
    Arrays.setAll(newOrds, node -> node < 400 ? MergeSource.DEAD : node - 400);
    MergeSource source = new MergeSource(() -> new NeighborLists(0, 1), newOrds, renewed);
    VectorRows rows = new Unread(20_000, 128);
    return GraphMerge.plan(List.of(source), rows, PARAMETERS, Surroundings.SERIAL).report();
  }

  /**
   * A graph fresh from a build takes in more at once than a worn one may have taken in bit by bit.
   */
  public void testFreshGraphTakesInMuch() {
    assertEquals("insert", plan(80_000, 20_000).plan());
  }

  public void testMoreToDoCostsMore() {
    double last = 0;
    for (int small = 100; small < 50_000; small *= 2) {
      double share = plan(100_000, small).estimate().insert();
      assertTrue(share + " after " + last, share > last);
      last = share;
    }
  }

  public void testHeapHoldsTheGraph() {
    for (MergeReport report : List.of(plan(99_000, 1_000), plan(10_000, 10_000))) {
      assertTrue(report.toString(), report.heapBytes() > report.size() * 32L * 4);
      assertTrue(report.toString(), report.heapBytes() < report.size() * 4096L + (256 << 20));
    }
  }

  public void testReportIsOneLine() {
    String line = plan(99_000, 1_000).took(5_000_000).toString();
    assertFalse(line, line.contains("\n"));
    assertTrue(line, line.contains("plan=insert") && line.contains("took 5 ms"));
  }

  public void testLiveCount() {
    MergeSource source = new MergeSource(() -> new NeighborLists(3, 1), new int[] {4, -1, 0});
    assertEquals(2, source.liveCount());
    expectThrows(NullPointerException.class, () -> new MergeSource(null, new int[0]));
  }
}
