package org.lucenediskann.codec.kernel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.junit.Before;

/** Both kernels give the same bits, and those are what exact arithmetic gives, but for rounding. */
public class TestKernels extends LuceneTestCase {

  /** Values that are hard on one step or another. */
  private enum Values {
    GAUSSIAN {
      @Override
      float next(Random random) {
        return (float) random.nextGaussian();
      }
    },
    /** Few different ones: many equal distances. */
    WHOLE {
      @Override
      float next(Random random) {
        return random.nextInt(5) - 2;
      }
    },
    ZEROS {
      @Override
      float next(Random random) {
        return random.nextBoolean() ? 0f : -0f;
      }
    },
    HUGE {
      @Override
      float next(Random random) {
        return 1e15f * (float) random.nextGaussian();
      }
    },
    TINY {
      @Override
      float next(Random random) {
        return 1e-15f * (float) random.nextGaussian();
      }
    },
    /** Products are denormal or vanish. */
    DENORMAL {
      @Override
      float next(Random random) {
        return random.nextBoolean() ? Float.MIN_VALUE * random.nextInt(1000) : 1e-22f;
      }
    },
    /** Every magnitude a float has; sums overflow, differences of overflows are no numbers. */
    WILD {
      @Override
      float next(Random random) {
        return Float.intBitsToFloat(random.nextInt() & 0xFF7FFFFF);
      }
    };

    abstract float next(Random random);

    boolean inRangeOfFloat() {
      return this != WILD;
    }
  }

  private static final int[] LARGE_DIMENSIONS = {100, 127, 384, 4096};
  private static final int MAX_ROWS = 9;

  private DistanceKernel panama;
  private final DistanceKernel scalar = DistanceKernel.scalar();

  @Before
  public void makeKernel() {
    assumeTrue("needs jdk.incubator.vector", VectorModule.isAvailable());
    panama = DistanceKernel.best();
    assertTrue(panama instanceof PanamaKernel);
  }

  private static IntStream dimensions() {
    return IntStream.concat(IntStream.rangeClosed(1, 70), Arrays.stream(LARGE_DIMENSIONS));
  }

  private RowMatrix matrix(Values values, int size, int dimension) {
    RowMatrix matrix = new RowMatrix(size, dimension);
    for (int row = 0; row < size; row++) {
      for (int i = 0; i < dimension; i++) {
        matrix.array(row)[matrix.offset(row) + i] = values.next(random());
      }
      matrix.updateNorm(row, scalar);
      assertSame("norm", matrix.norm(row), dot(panama, matrix, row, row));
    }
    return matrix;
  }

  private static float dot(DistanceKernel kernel, RowMatrix matrix, int a, int b) {
    return kernel.dot(
        matrix.array(a), matrix.offset(a), matrix.array(b), matrix.offset(b), matrix.stride());
  }

  /** The same bits; any value that is no number is like any other. */
  private static void assertSame(String message, float expected, float actual) {
    assertEquals(message, Float.floatToIntBits(expected), Float.floatToIntBits(actual));
  }

  private static double exactDot(RowMatrix matrix, int a, int b, boolean absolute) {
    double sum = 0;
    for (int i = 0; i < matrix.dimension(); i++) {
      double x = matrix.array(a)[matrix.offset(a) + i];
      double y = matrix.array(b)[matrix.offset(b) + i];
      sum += absolute ? Math.abs(x * y) : x * y;
    }
    return sum;
  }

  /** What adding up {@code dimension} products of this total size may lose. */
  private static double rounding(int dimension, double magnitude) {
    return (dimension + 4) * (Math.scalb(magnitude, -23) + Float.MIN_VALUE);
  }

  public void testDot() {
    for (Values values : Values.values()) {
      dimensions().forEach(dimension -> checkDots(values, dimension));
    }
  }

  private void checkDots(Values values, int dimension) {
    RowMatrix matrix = matrix(values, 5, dimension);
    String what = values + ", dimension " + dimension;
    for (int row = 1; row < 5; row++) {
      float expected = dot(scalar, matrix, 0, row);
      assertSame(what, expected, dot(panama, matrix, 0, row));
      assertSame(what + " swapped", expected, dot(panama, matrix, row, 0));
      if (values.inRangeOfFloat()) {
        double slack = rounding(dimension, exactDot(matrix, 0, row, true));
        assertEquals(what, exactDot(matrix, 0, row, false), expected, slack);
      }
    }
    for (DistanceKernel kernel : new DistanceKernel[] {scalar, panama}) {
      float[] four = dots4(kernel, matrix);
      for (int row = 1; row < 5; row++) {
        assertSame(what + " dots4", dot(scalar, matrix, 0, row), four[row - 1]);
      }
      int[] rows = {4, 2, 0, 2};
      kernel.dots4(
          matrix.array(0),
          matrix.offset(0),
          matrix.array(0),
          matrix.offset(rows[0]),
          matrix.offset(rows[1]),
          matrix.offset(rows[2]),
          matrix.offset(rows[3]),
          matrix.stride(),
          four);
      for (int i = 0; i < 4; i++) {
        assertSame(what + " dots4 of any", dot(scalar, matrix, 0, rows[i]), four[i]);
      }
    }
  }

  private static float[] dots4(DistanceKernel kernel, RowMatrix matrix) {
    float[] four = new float[4];
    kernel.dots4(
        matrix.array(0),
        matrix.offset(0),
        matrix.array(1),
        matrix.offset(1),
        matrix.stride(),
        four);
    return four;
  }

  /** Four rows, not in order, with four that are. */
  public void testTileOfDots() {
    for (Values values : Values.values()) {
      for (int dimension : dimensions().toArray()) {
        RowMatrix matrix = matrix(values, 9, dimension);
        int[] rows = {6, 0, 3, 8};
        for (DistanceKernel kernel : new DistanceKernel[] {scalar, panama}) {
          float[] tile = new float[16];
          kernel.dots16(
              matrix.array(0),
              matrix.offset(rows[0]),
              matrix.offset(rows[1]),
              matrix.offset(rows[2]),
              matrix.offset(rows[3]),
              matrix.array(0),
              matrix.offset(2),
              matrix.stride(),
              tile);
          for (int i = 0; i < 16; i++) {
            float expected = dot(scalar, matrix, rows[i / 4], 2 + i % 4);
            assertSame(values + ", dimension " + dimension, expected, tile[i]);
          }
        }
      }
    }
  }

  /** Rows are shorter than what is read of them: what stands behind is multiplied by zero. */
  public void testDotsOfCodes() {
    for (int length = 1; length < 150; length++) {
      int stride = length + random().nextInt(16);
      int aligned =
          Math.ceilDiv(length, DistanceKernel.ROW_ALIGNMENT) * DistanceKernel.ROW_ALIGNMENT;
      int count = 1 + random().nextInt(MAX_ROWS);
      byte[] rows = new byte[(count + 3) * stride + DistanceKernel.ROW_ALIGNMENT];
      random().nextBytes(rows);
      for (boolean nibbles : new boolean[] {false, true}) {
        float[] row = new float[nibbles ? 2 * aligned : aligned];
        for (int i = 0; i < length; i++) {
          row[i] = (float) random().nextGaussian();
          row[row.length - aligned + i] = (float) random().nextGaussian();
        }
        float[] found = dots(panama, nibbles, row, aligned, rows, stride, count);
        float[] same = dots(scalar, nibbles, row, aligned, rows, stride, count);
        for (int r = 0; r < count; r++) {
          assertSame("length " + length, same[r], found[r]);
          assertEquals(exactDot(nibbles, row, aligned, rows, r * stride), found[r], 0.1);
        }
      }
    }
  }

  private static float[] dots(
      DistanceKernel kernel,
      boolean nibbles,
      float[] row,
      int length,
      byte[] rows,
      int stride,
      int count) {
    float[] out = new float[count + 3];
    if (nibbles) {
      kernel.nibbleDots(row, length, rows, stride, count, out);
    } else {
      kernel.byteDots(row, length, rows, stride, count, out);
    }
    return out;
  }

  private static double exactDot(
      boolean nibbles, float[] row, int length, byte[] rows, int offset) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      int value = rows[offset + i] & 0xFF;
      sum +=
          nibbles
              ? (double) row[i] * (value >>> 4) + (double) row[length + i] * (value & 15)
              : (double) row[i] * value;
    }
    return sum;
  }

  public void testDistances() {
    for (Values values : Values.values()) {
      dimensions().forEach(dimension -> checkDistances(values, dimension));
    }
  }

  /** Some rows against some columns, at least one more than a panel holds now and then. */
  private void checkDistances(Values values, int dimension) {
    int rows = 1 + random().nextInt(MAX_ROWS);
    int columns = 1 + random().nextInt(rarely() ? 300 : 40);
    RowMatrix matrix = matrix(values, rows + columns, dimension);
    RowBlock left = block(matrix, 0, rows);
    RowBlock right = block(matrix, rows, rows + columns);
    DistanceStrip expected = new DistanceStrip(scalar, matrix);
    DistanceStrip actual = new DistanceStrip(panama, matrix);
    expected.setColumns(right);
    actual.setColumns(right);
    for (int from = 0; from < rows; from += DistanceKernel.TILE_ROWS) {
      int to = Math.min(rows, from + DistanceKernel.TILE_ROWS);
      int width = 1 + random().nextInt(columns);
      expected.distances(left, from, to, width);
      actual.distances(left, from, to, width);
      for (int row = from; row < to; row++) {
        for (int column = 0; column < width; column++) {
          float distance = expected.values()[expected.offset(row - from) + column];
          String what = values + ", dimension " + dimension + ", row " + row + " of " + rows;
          assertSame(what, distance, actual.values()[actual.offset(row - from) + column]);
          if (values.inRangeOfFloat()) {
            assertDistance(what, matrix, row, rows + column, distance);
          }
        }
      }
    }
  }

  private static RowBlock block(RowMatrix matrix, int from, int to) {
    RowBlock block = new RowBlock(matrix);
    block.copy(matrix, from, to - from);
    return block;
  }

  private void assertDistance(String what, RowMatrix matrix, int a, int b, float distance) {
    double normA = exactDot(matrix, a, a, false);
    double normB = exactDot(matrix, b, b, false);
    double exact = normA + normB - 2 * exactDot(matrix, a, b, false);
    double slack = 2 * rounding(matrix.dimension(), normA + normB);
    assertEquals(what, exact, distance, slack);
    assertTrue(what + ": " + distance, Float.floatToRawIntBits(distance) >= 0);
    for (DistanceKernel kernel : new DistanceKernel[] {scalar, panama}) {
      assertEquals(what + " pairwise", exact, matrix.squaredDistance(a, b, kernel), slack);
    }
  }

  /** A distance is the same seen from both ends, and whatever tile it is computed in. */
  public void testDistancesAreSymmetric() {
    for (DistanceKernel kernel : new DistanceKernel[] {scalar, panama}) {
      int size = 8 + random().nextInt(70);
      RowMatrix matrix = matrix(Values.GAUSSIAN, size, 1 + random().nextInt(100));
      float[][] all = allDistances(kernel, matrix, DistanceKernel.TILE_ROWS);
      float[][] oneByOne = allDistances(kernel, matrix, 1);
      for (int a = 0; a < size; a++) {
        for (int b = 0; b < size; b++) {
          assertSame(a + " to " + b, all[a][b], all[b][a]);
          assertSame(a + " to " + b, all[a][b], oneByOne[a][b]);
        }
      }
    }
  }

  private static float[][] allDistances(DistanceKernel kernel, RowMatrix matrix, int step) {
    int size = matrix.size();
    RowBlock block = block(matrix, 0, size);
    DistanceStrip strip = new DistanceStrip(kernel, matrix);
    strip.setColumns(block);
    float[][] distances = new float[size][];
    for (int from = 0; from < size; from += step) {
      int to = Math.min(size, from + step);
      strip.distances(block, from, to, size);
      for (int row = from; row < to; row++) {
        int offset = strip.offset(row - from);
        distances[row] = Arrays.copyOfRange(strip.values(), offset, offset + size);
      }
    }
    return distances;
  }

  /** What was packed before leaves no trace, also where there were more rows and wilder ones. */
  public void testStripsAreReusable() {
    for (DistanceKernel kernel : new DistanceKernel[] {scalar, panama}) {
      RowMatrix matrix = matrix(Values.GAUSSIAN, 150, 20);
      DistanceStrip reused = new DistanceStrip(kernel, matrix);
      for (int count : new int[] {150, 3, 33, 1, 129}) {
        RowBlock columns = block(matrix, 150 - count, 150);
        DistanceStrip fresh = new DistanceStrip(kernel, matrix);
        reused.setColumns(columns);
        fresh.setColumns(columns);
        reused.distances(columns, 0, 1, count);
        fresh.distances(columns, 0, 1, count);
        for (int column = 0; column < count; column++) {
          assertSame(count + " columns", fresh.values()[column], reused.values()[column]);
        }
      }
    }
  }

  public void testBelow() {
    for (int length = 0; length < 140; length++) {
      int offset = random().nextInt(20);
      float[] values = values(offset + length + 3);
      for (float threshold : new float[] {random().nextInt(4), 0f, -0f, Float.POSITIVE_INFINITY}) {
        int[] expected =
            IntStream.range(0, length).filter(i -> values[offset + i] < threshold).toArray();
        for (DistanceKernel kernel : new DistanceKernel[] {scalar, panama}) {
          int[] dest = new int[length];
          int count = kernel.below(values, offset, length, threshold, dest);
          assertArrayEquals(expected, Arrays.copyOf(dest, count));
        }
      }
    }
  }

  public void testBelowEither() {
    for (int round = atLeast(300); round > 0; round--) {
      int length = random().nextInt(150);
      int offset = random().nextInt(5);
      float[] values = values(offset + length);
      float[] bounds = values(length + 32);
      float bound = values(1)[0];
      int[] expected =
          IntStream.range(0, length)
              .filter(i -> values[offset + i] < Math.max(bound, bounds[i]))
              .toArray();
      for (DistanceKernel kernel : new DistanceKernel[] {scalar, panama}) {
        int[] dest = new int[length];
        int count = kernel.below(values, offset, length, bound, bounds, dest);
        assertArrayEquals(expected, Arrays.copyOf(dest, count));
      }
    }
  }

  /** Every pair once, and bounds with as many distances below as were asked for. */
  public void testPairDistances() throws IOException {
    for (DistanceKernel kernel : new DistanceKernel[] {scalar, panama}) {
      PairDistances pairs = null;
      for (int round = atLeast(20); round > 0; round--) {
        int size = 1 + random().nextInt(rarely() ? 600 : 100);
        RowMatrix matrix = matrix(Values.GAUSSIAN, size, 20);
        RowBlock block = block(matrix, 0, size);
        pairs = pairs == null ? new PairDistances(kernel, matrix) : pairs;
        pairs.measure(block);
        int k = 1 + random().nextInt(8);
        pairs.bound(k);
        float[][] distances = distances(matrix, pairs);
        boolean[][] near = near(size, pairs);
        for (int row = 0; row < size; row++) {
          float[] sorted = distances[row].clone();
          Arrays.sort(sorted);
          float kth = sorted[Math.min(k, size - 1)]; // itself is first
          for (int other = 0; other < size; other++) {
            boolean mustBeSeen = other != row && distances[row][other] <= kth;
            assertTrue(!mustBeSeen || near[Math.max(row, other)][Math.min(row, other)]);
          }
        }
      }
    }
  }

  private float[][] distances(RowMatrix matrix, PairDistances pairs) {
    float[][] distances = new float[matrix.size()][matrix.size()];
    for (int row = 0; row < matrix.size(); row++) {
      for (int column = 0; column < row; column++) {
        float distance = pairs.distance(row, column);
        assertEquals(matrix.squaredDistance(row, column, scalar), distance, 1e-3);
        distances[row][column] = distance;
        distances[column][row] = distance;
      }
    }
    return distances;
  }

  private static boolean[][] near(int size, PairDistances pairs) {
    boolean[][] near = new boolean[size][size];
    int[] columns = new int[size];
    for (int row = 0; row < size; row++) {
      int count = pairs.near(row, columns);
      for (int i = 0; i < count; i++) {
        assertTrue(columns[i] < row);
        near[row][columns[i]] = true;
      }
    }
    return near;
  }

  /** Half of it is computed, and all of it is as if the other matrix were another one. */
  public void testProductWithItself() {
    RowMatrix matrix = matrix(Values.GAUSSIAN, 1 + random().nextInt(600), 37);
    RowMatrix expected = matrix.multiplyTransposed(matrix.firstRows(matrix.size()), scalar);
    RowMatrix actual = matrix.multiplyTransposed(matrix, panama);
    for (int i = 0; i < matrix.size(); i++) {
      for (int j = 0; j < actual.stride(); j++) {
        float value = actual.array(i)[actual.offset(i) + j];
        assertSame("entry", expected.array(i)[expected.offset(i) + j], value);
      }
    }
  }

  /** Against sums in double precision; the product's own rows are padded with zeros. */
  public void testProductOfMatrices() {
    RowMatrix left = matrix(Values.GAUSSIAN, 1 + random().nextInt(30), 37);
    RowMatrix right = matrix(Values.GAUSSIAN, 1 + random().nextInt(600), 37);
    RowMatrix expected = left.multiplyTransposed(right, scalar);
    RowMatrix actual = left.multiplyTransposed(right, panama);
    for (int i = 0; i < left.size(); i++) {
      float[] row = actual.array(i);
      int from = actual.offset(i);
      for (int j = 0; j < right.size(); j++) {
        double sum = 0;
        for (int d = 0; d < 37; d++) {
          double value = left.array(i)[left.offset(i) + d];
          sum += value * right.array(j)[right.offset(j) + d];
        }
        assertEquals(sum, row[from + j], 1e-4);
        assertSame("kernels", expected.array(i)[expected.offset(i) + j], row[from + j]);
      }
      for (int j = right.size(); j < actual.stride(); j++) {
        assertEquals(0f, row[from + j], 0f);
      }
    }
  }

  public void testPermute() {
    for (int size : new int[] {1, 2, 50, 9000}) {
      RowMatrix matrix = matrix(Values.GAUSSIAN, size, 5);
      RowMatrix before = matrix.firstRows(size);
      List<Integer> order = new ArrayList<>(IntStream.range(0, size).boxed().toList());
      Collections.shuffle(order, random());
      matrix.permute(order.stream().mapToInt(i -> i).toArray());
      for (int row = 0; row < size; row++) {
        int from = order.get(row);
        assertEquals(before.norm(from), matrix.norm(row), 0f);
        for (int i = 0; i < matrix.stride(); i++) {
          float expected = before.array(from)[before.offset(from) + i];
          assertEquals(expected, matrix.array(row)[matrix.offset(row) + i], 0f);
        }
      }
    }
  }

  /** Small whole numbers, for ties, zeros of both signs, and what is above every number or none. */
  private static float[] values(int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      int kind = random().nextInt(20);
      values[i] =
          switch (kind) {
            case 0 -> Float.POSITIVE_INFINITY;
            case 1 -> Float.NaN;
            case 2 -> -0f;
            default -> kind % 4;
          };
    }
    return values;
  }

  /** Rows of several chunks stay apart, and the padding stays zero. */
  public void testMatrixOfManyRows() {
    int size = 4096 * 2 + 1;
    RowMatrix matrix = new RowMatrix(size, 3);
    for (int row = 0; row < size; row++) {
      Arrays.fill(matrix.array(row), matrix.offset(row), matrix.offset(row) + 3, row);
      matrix.updateNorm(row, panama);
    }
    for (int row = 0; row < size; row++) {
      assertEquals(3.0 * row * row, matrix.norm(row), rounding(3, matrix.norm(row)));
      double expected = 3.0 * (row - 1) * (row - 1);
      double slack = rounding(3, matrix.norm(row) + 3);
      assertEquals(expected, matrix.squaredDistance(row, 1, panama), slack);
    }
  }
}
