package org.lucenediskann.codec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.tests.util.RamUsageTester;
import org.lucenediskann.codec.graph.VectorRows;

public class TestVectorChunks extends LuceneTestCase {

  /** Chunks of many vectors, of few, and of one that is longer than a chunk should be. */
  private static final int[] DIMENSIONS = {1, 7, 128, 1500, 5000};

  public void testFloatsComeBack() throws IOException {
    for (int dimension : DIMENSIONS) {
      VectorChunks<float[]> chunks = new VectorChunks<>(VectorEncoding.FLOAT32, dimension);
      List<float[]> expected = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        float[] vector = new float[dimension];
        for (int j = 0; j < dimension; j++) {
          vector[j] = random().nextFloat();
        }
        chunks.add(vector);
        expected.add(vector.clone());
        vector[0] = -1; // the caller's to use again
      }
      assertEquals(100, chunks.size());
      assertEquals(100, chunks.asList().size());
      for (int i = 0; i < 100; i++) {
        assertArrayEquals(expected.get(i), chunks.asList().get(i), 0);
        assertArrayEquals(expected.get(i), read(chunks.rows().copy(), i), 0);
      }
    }
  }

  public void testBytesComeBack() throws IOException {
    for (int dimension : DIMENSIONS) {
      VectorChunks<byte[]> chunks = new VectorChunks<>(VectorEncoding.BYTE, dimension);
      List<byte[]> expected = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        byte[] vector = new byte[dimension];
        random().nextBytes(vector);
        chunks.add(vector);
        expected.add(vector.clone());
        vector[0]++;
      }
      for (int i = 0; i < 100; i++) {
        assertArrayEquals(expected.get(i), chunks.asList().get(i));
        float[] row = read(chunks.rows(), i);
        for (int j = 0; j < dimension; j++) {
          assertEquals(expected.get(i)[j], row[j], 0);
        }
      }
    }
  }

  private static float[] read(VectorRows rows, int ord) throws IOException {
    float[] row = new float[rows.dimension() + 2];
    rows.read(ord, row, 1);
    assertEquals(0, row[0], 0);
    assertEquals(0, row[rows.dimension() + 1], 0);
    return Arrays.copyOfRange(row, 1, rows.dimension() + 1);
  }

  public void testRowsAreThoseOfTheirTime() {
    VectorChunks<byte[]> chunks = new VectorChunks<>(VectorEncoding.BYTE, 2);
    chunks.add(new byte[] {1, 2});
    VectorRows one = chunks.rows();
    chunks.add(new byte[] {3, 4});
    assertEquals(1, one.size());
    assertEquals(2, chunks.rows().size());
  }

  public void testRamBytesUsedIsWhatIsUsed() {
    for (VectorEncoding encoding : VectorEncoding.values()) {
      for (int dimension : DIMENSIONS) {
        VectorChunks<Object> chunks = new VectorChunks<>(encoding, dimension);
        Object vector =
            encoding == VectorEncoding.BYTE ? new byte[dimension] : new float[dimension];
        for (int i = 0; i < 300; i++) {
          assertEquals(measured(chunks), chunks.ramBytesUsed());
          chunks.add(vector);
        }
      }
    }
  }

  /** Without the encoding, of which there is one for all. */
  private static long measured(VectorChunks<?> chunks) {
    return RamUsageTester.ramUsed(chunks) - RamUsageTester.ramUsed(VectorEncoding.BYTE);
  }
}
