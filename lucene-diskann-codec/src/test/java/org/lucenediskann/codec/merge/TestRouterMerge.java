package org.lucenediskann.codec.merge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.util.NamedThreadFactory;
import org.apache.lucene.util.VectorUtil;
import org.lucenediskann.codec.build.ArrayRows;
import org.lucenediskann.codec.build.BatchBuilder;
import org.lucenediskann.codec.build.BuildParameters;
import org.lucenediskann.codec.build.RouterBuilder;
import org.lucenediskann.codec.build.Surroundings;
import org.lucenediskann.codec.graph.Graph;
import org.lucenediskann.codec.graph.GraphValidator;
import org.lucenediskann.codec.graph.NeighborLists;
import org.lucenediskann.codec.graph.Router;
import org.lucenediskann.codec.graph.RouterWalk;
import org.lucenediskann.codec.graph.SelectedRows;

/** A router that lost some and gained some leads where one made anew does. */
public class TestRouterMerge extends LuceneTestCase {

  private static final BuildParameters PARAMETERS = new BuildParameters(16, 32, 1.2f, 6, 64, 3, 42);
  private static final int OLD = 40_000;
  private static final int NEWCOMERS = 4_000;

  /** Every tenth dies and as many come, in an order that mixes them. */
  private record Renewed(ArrayRows rows, Router router) {
    static Renewed of(ArrayRows all, int maxWidth) throws IOException {
      List<Integer> mixed = new ArrayList<>();
      for (int i = 0; i < OLD + NEWCOMERS; i++) {
        if (i >= OLD || i % 10 != 3) {
          mixed.add(i);
        }
      }
      Collections.shuffle(mixed, random());
      int[] newOrds = new int[OLD];
      Arrays.fill(newOrds, MergeSource.DEAD);
      float[][] vectors = new float[mixed.size()][];
      for (int ord = 0; ord < vectors.length; ord++) {
        vectors[ord] = all.vectors()[mixed.get(ord)];
        if (mixed.get(ord) < OLD) {
          newOrds[mixed.get(ord)] = ord;
        }
      }
      NeighborLists old = new NeighborLists(OLD, 16);
      ArrayRows before = new ArrayRows(Arrays.copyOf(all.vectors(), OLD), all.dimension());
      Router built = RouterBuilder.build(before, 1, Surroundings.SERIAL);
      old.setRouter(new Router(built.levels(), maxWidth));
      ArrayRows rows = new ArrayRows(vectors, all.dimension());
      MergeSource source = new MergeSource(() -> old, newOrds);
      var insert = new MergePlan.Insert(source, rows.size() - NEWCOMERS, NEWCOMERS, true);
      Router router = RouterMerge.run(insert, rows, PARAMETERS, Surroundings.SERIAL);
      return new Renewed(rows, router);
    }
  }

  public void testLevelsStaySamplesOfEachOther() throws IOException {
    ArrayRows all = ArrayRows.gaussian(random(), OLD + NEWCOMERS, 6);
    Renewed renewed = Renewed.of(all, 5);
    assertEquals(5, renewed.router.maxWidth());
    List<Router.Level> levels = renewed.router.levels();
    assertEquals(1, levels.size());
    int expected = OLD / 128;
    assertEquals(expected, levels.getLast().nodes().length, 0.08 * expected);
    for (Router.Level level : levels) {
      assertTrue(GraphValidator.check(level.graph()).isSound());
      assertEquals(level.nodes().length, level.graph().size());
      for (int i = 0; i < level.nodes().length; i++) {
        assertEquals(i, level.positionOf(level.nodes()[i]));
      }
    }
  }

  public void testLeadsAsNearAsANewOne() throws IOException {
    ArrayRows all = ArrayRows.clusters(random(), OLD + NEWCOMERS, 8, 20, 2);
    Renewed renewed = Renewed.of(all, 0);
    Router anew = RouterBuilder.build(renewed.rows, 1, Surroundings.SERIAL);
    double carried = 0;
    double fresh = 0;
    for (int query = 0; query < 500; query++) {
      float[] vector = all.vectors()[random().nextInt(all.size())];
      carried += distance(renewed.router, renewed.rows, vector);
      fresh += distance(anew, renewed.rows, vector);
    }
    assertTrue(carried + " instead of " + fresh, carried < 1.15 * fresh);
  }

  private static double distance(Router router, ArrayRows rows, float[] query) throws IOException {
    RouterWalk.Scorer scorer =
        (nodes, scores, count) -> {
          for (int i = 0; i < count; i++) {
            scores[i] = -VectorUtil.squareDistance(query, rows.vectors()[nodes[i]]);
          }
          return count;
        };
    RouterWalk walk = new RouterWalk(router, scorer, 2);
    walk.descend();
    return Math.sqrt(-walk.bestScore());
  }

  public void testNoneWhereNobodyOfItLives() throws IOException {
    ArrayRows rows = ArrayRows.gaussian(random(), 1000, 4);
    NeighborLists old = BatchBuilder.build(rows, PARAMETERS, Surroundings.SERIAL);
    Router router = RouterBuilder.build(rows, 1, Surroundings.SERIAL);
    old.setRouter(router);
    int[] newOrds = new int[1000];
    int live = 0;
    for (int ord = 0; ord < newOrds.length; ord++) {
      newOrds[ord] = router.levels().getFirst().positionOf(ord) >= 0 ? MergeSource.DEAD : live++;
    }
    ArrayRows left = new ArrayRows(Arrays.copyOf(rows.vectors(), live), 4);
    var insert = new MergePlan.Insert(new MergeSource(() -> old, newOrds), live, 0, true);
    Router carried = RouterMerge.run(insert, left, PARAMETERS, Surroundings.SERIAL);
    assertEquals(List.of(), carried.levels());
  }

  /** A view that only one thread may use, as those of stored graphs. */
  private record View(Graph graph, Router router, AtomicReference<Thread> user) implements Graph {
    static View of(NeighborLists graph) {
      List<Router.Level> levels =
          graph.router().levels().stream()
              .map(level -> new Router.Level(level.nodes(), new View(level.graph(), Router.NONE)))
              .toList();
      return new View(graph, new Router(levels, 0));
    }

    View(Graph graph, Router router) {
      this(graph, router, new AtomicReference<>());
    }

    @Override
    public int size() {
      return graph.size();
    }

    @Override
    public int maxDegree() {
      return graph.maxDegree();
    }

    @Override
    public int neighbors(int node, int[] dest) throws IOException {
      user.compareAndSet(null, Thread.currentThread());
      assertSame(Thread.currentThread(), user.get());
      return graph.neighbors(node, dest);
    }

    @Override
    public int[] entryPoints() {
      return graph.entryPoints();
    }
  }

  public void testEveryThreadHasAViewOfItsOwn() throws IOException, InterruptedException {
    ArrayRows rows = ArrayRows.gaussian(random(), 4500, 3);
    NeighborLists old = new NeighborLists(4500, 16);
    int[] nodes = IntStream.range(0, 4000).toArray();
    NeighborLists level =
        BatchBuilder.build(new SelectedRows(rows, nodes), PARAMETERS, Surroundings.SERIAL);
    old.setRouter(new Router(List.of(new Router.Level(nodes, level)), 0));
    int[] newOrds = IntStream.range(0, 4500).map(ord -> 4499 - ord).toArray();
    var source = new MergeSource(() -> View.of(old), newOrds);
    ExecutorService pool = Executors.newFixedThreadPool(3, new NamedThreadFactory("merge"));
    try {
      var insert = new MergePlan.Insert(source, 4500, 0, true);
      Surroundings four = Surroundings.SERIAL.withThreads(4, pool);
      Router router = RouterMerge.run(insert, rows, PARAMETERS, four);
      assertEquals(4000, router.levels().getFirst().nodes().length);
      assertEquals(500, router.levels().getFirst().nodes()[0]);
    } finally {
      pool.shutdown();
      assertTrue(pool.awaitTermination(60, TimeUnit.SECONDS));
    }
  }
}
