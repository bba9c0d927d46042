package org.lucenediskann.codec.build;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.util.InfoStream;
import org.lucenediskann.codec.graph.GraphReport;
import org.lucenediskann.codec.graph.GraphValidator;
import org.lucenediskann.codec.graph.NeighborLists;
import org.lucenediskann.codec.graph.VectorRows;

/** Whatever the vectors look like, the build ends, and with a sound graph. */
public class TestBatchBuilder extends LuceneTestCase {

  private static final BuildParameters DEFAULTS = new BuildParameters(32, 64, 1.2f, 12, 512, 5, 42);

  /** Divides a few hundred vectors already, several levels deep. */
  private static final BuildParameters SMALL_LEAVES =
      new BuildParameters(16, 32, 1.2f, 3, 32, 3, 42);

  private static final BuildParameters LEAST = new BuildParameters(4, 4, 1f, 1, 32, 1, 42);

  private static GraphReport build(ArrayRows rows, BuildParameters parameters) throws IOException {
    NeighborLists graph = BatchBuilder.build(rows, parameters, Surroundings.SERIAL);
    assertEquals(rows.size(), graph.size());
    assertEquals(parameters.maxDegree(), graph.maxDegree());
    GraphReport report = GraphValidator.check(graph);
    assertEquals(report.edgeCount(), graph.edgeCount());
    return report;
  }

  private static void buildAll(ArrayRows rows) throws IOException {
    for (BuildParameters parameters : List.of(DEFAULTS, SMALL_LEAVES, LEAST)) {
      build(rows, parameters);
    }
  }

  public void testSizesAndDimensions() throws IOException {
    for (int size : new int[] {0, 1, 2, 3, 16, 17, 32, 33, 500, 512, 513, 1536, 1537}) {
      for (int dimension : new int[] {1, 2, 3, 33}) {
        buildAll(ArrayRows.gaussian(random(), size, dimension));
      }
    }
  }

  public void testThousands() throws IOException {
    for (int dimension : new int[] {1, 2, 3, 33}) {
      buildAll(ArrayRows.gaussian(random(), 3000, dimension));
    }
    build(ArrayRows.gaussian(random(), 20_000, 33), DEFAULTS);
  }

  @Nightly
  public void testHundredThousand() throws IOException {
    buildAll(ArrayRows.gaussian(random(), 100_000, 24));
  }

  /** Two nodes know each other; with few more, everyone knows everyone. */
  public void testFewVectorsAreFullyLinked() throws IOException {
    assertEquals(0, build(ArrayRows.gaussian(random(), 1, 3), DEFAULTS).edgeCount());
    assertEquals(2, build(ArrayRows.gaussian(random(), 2, 3), DEFAULTS).edgeCount());
    assertTrue(build(ArrayRows.gaussian(random(), 3, 3), DEFAULTS).edgeCount() >= 4);
  }

  /** In one leaf nobody misses his nearest, which no other can occlude. */
  public void testOneLeafFindsTheNearest() throws IOException {
    int size = 3 * SMALL_LEAVES.leafSize();
    ArrayRows rows = ArrayRows.gaussian(random(), size, 40);
    NeighborLists graph = BatchBuilder.build(rows, SMALL_LEAVES, Surroundings.SERIAL);
    int[] neighbors = new int[SMALL_LEAVES.maxDegree()];
    for (int node = 0; node < size; node++) {
      int count = graph.neighbors(node, neighbors);
      assertTrue(count > 0);
      assertEquals(nearest(rows, node), neighbors[0]);
    }
  }

  private static int nearest(ArrayRows rows, int node) {
    int nearest = node == 0 ? 1 : 0;
    for (int other = 0; other < rows.size(); other++) {
      float[] of = rows.vectors()[node];
      if (other != node && rows.squaredDistance(of, other) < rows.squaredDistance(of, nearest)) {
        nearest = other;
      }
    }
    return nearest;
  }

  public void testRandomParameters() throws IOException {
    for (int round = atLeast(12); round > 0; round--) {
      Random random = random();
      BuildParameters parameters =
          new BuildParameters(
              4 + random.nextInt(40),
              4 + random.nextInt(100),
              1 + random.nextFloat(),
              1 + random.nextInt(100),
              32 + random.nextInt(200),
              1 + random.nextInt(256),
              random.nextLong());
      ArrayRows rows = ArrayRows.gaussian(random, 1 + random.nextInt(1500), 1 + random.nextInt(20));
      build(random.nextBoolean() ? rows : rows.drawn(random, 1000), parameters);
    }
  }

  public void testAllEqual() throws IOException {
    long startNs = System.nanoTime();
    for (float value : new float[] {0f, 1.5f}) {
      ArrayRows rows = ArrayRows.of(100_000, 8, (ord, i) -> value);
      build(rows, DEFAULTS);
      build(rows, LEAST);
    }
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNs);
    assertTrue("took " + seconds + " s", seconds < 60);
  }

  public void testZerosOfBothSigns() throws IOException {
    buildAll(ArrayRows.of(2000, 5, (ord, i) -> random().nextBoolean() ? 0f : -0f));
  }

  public void testNineOfTenAreDuplicates() throws IOException {
    buildAll(ArrayRows.gaussian(random(), 400, 12).drawn(random(), 4000));
  }

  public void testOneCrowdAmongOthers() throws IOException {
    float[] same = {1, 2, 3, 4};
    ArrayRows others = ArrayRows.gaussian(random(), 4000, 4);
    buildAll(ArrayRows.of(4000, 4, (ord, i) -> ord % 4 == 0 ? others.vectors()[ord][i] : same[i]));
  }

  /** Distances drown in rounding, so most of them are 0 or the same. */
  public void testNearDuplicates() throws IOException {
    for (float noise : new float[] {1e-2f, 1e-4f, 1e-6f}) {
      buildAll(ArrayRows.of(4000, 8, (ord, i) -> 1 + i + noise * (float) random().nextGaussian()));
    }
  }

  public void testTwoClustersFarApart() throws IOException {
    for (float distance : new float[] {1e2f, 1e6f, 1e12f}) {
      buildAll(
          ArrayRows.of(
              3000, 6, (ord, i) -> (ord % 2) * distance + (float) random().nextGaussian()));
    }
  }

  public void testManyIslands() throws IOException {
    buildAll(
        ArrayRows.of(
            3000, 3, (ord, i) -> 1000f * (ord / 5 % (i + 7)) + random().nextFloat() / 1000));
  }

  public void testLine() throws IOException {
    buildAll(ArrayRows.of(3000, 5, (ord, i) -> ord * (i + 1f)));
    buildAll(ArrayRows.of(3000, 1, (ord, i) -> (float) Math.pow(1.01, ord)));
  }

  public void testGrids() throws IOException {
    buildAll(ArrayRows.grid(random(), 4000, 2, 100));
    buildAll(ArrayRows.grid(random(), 4000, 16, 2));
    buildAll(ArrayRows.of(4096, 3, (ord, i) -> ord >>> (4 * i) & 15));
  }

  public void testNormsOfEveryMagnitude() throws IOException {
    buildAll(
        ArrayRows.of(
            3000, 6, (ord, i) -> (float) (Math.pow(10, ord % 30 - 15) * random().nextGaussian())));
  }

  public void testDenormals() throws IOException {
    buildAll(ArrayRows.of(3000, 6, (ord, i) -> Float.MIN_VALUE * random().nextInt(1 << 20)));
    buildAll(ArrayRows.of(3000, 6, (ord, i) -> 1e-20f * (float) random().nextGaussian()));
  }

  /** Squared distances to the outliers are infinite, those between them no numbers. */
  public void testOutliers() throws IOException {
    for (float outlier : new float[] {1e18f, 1e20f, Float.MAX_VALUE}) {
      for (int every : new int[] {3000, 100, 3, 1}) {
        buildAll(
            ArrayRows.of(
                3000,
                6,
                (ord, i) -> (ord % every == 0 ? outlier : 1f) * (0.5f + random().nextFloat() / 2)));
      }
    }
  }

  public void testReadErrorsPass() {
    IOException broken = new IOException("broken");
    ArrayRows rows = ArrayRows.gaussian(random(), 2000, 4);
    var failing =
        new VectorRows() {
          @Override
          public int size() {
            return rows.size();
          }

          @Override
          public int dimension() {
            return rows.dimension();
          }

          @Override
          public void read(int ord, float[] dest, int offset) throws IOException {
            if (ord == 1234) {
              throw broken;
            }
            rows.read(ord, dest, offset);
          }

          @Override
          public VectorRows copy() {
            return this;
          }
        };
    assertSame(
        broken,
        expectThrows(
            IOException.class, () -> BatchBuilder.build(failing, DEFAULTS, Surroundings.SERIAL)));
  }

  /** Keeps what builds say. */
  private static final class Lines extends InfoStream {
    final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void message(String component, String message) {
      assertEquals("DISKANN", component);
      lines.add(message);
    }

    @Override
    public boolean isEnabled(String component) {
      return component.equals("DISKANN");
    }

    @Override
    public void close() {}
  }

  /** Each phase tells its time, a count, and the vectors per second. */
  public void testEveryPhaseReports() throws IOException {
    Lines stream = new Lines();
    ArrayRows rows = ArrayRows.gaussian(random(), 2000, 4);
    BatchBuilder.build(rows, DEFAULTS, Surroundings.SERIAL.withInfoStream(stream));
    String[] phases = {"load", "compare", "overlap", "partition", "leaves", "prune", "connect"};
    assertEquals(stream.lines.toString(), phases.length, stream.lines.size());
    for (int i = 0; i < phases.length; i++) {
      String line = stream.lines.get(i);
      String pattern = phases[i] + ": [\\d.]+ ms, \\d+ [a-z ]+, \\d+ vectors/s";
      assertTrue(line, line.matches(pattern));
    }
    assertTrue(stream.lines.get(1), stream.lines.get(1).contains(" 0 duplicates,"));
  }
}
