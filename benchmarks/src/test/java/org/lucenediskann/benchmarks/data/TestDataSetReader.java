package org.lucenediskann.benchmarks.data;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TestDataSetReader {
  @Rule public final TemporaryFolder temporary = new TemporaryFolder();

  @Test
  public void readsFloatMatrix() throws IOException {
    meta("{\"name\": \"tiny\", \"n\": 3, \"nq\": 1, \"dim\": 2, \"metric\": \"cosine\"}");
    floats("base.f32", 1, 2, 3, 4, 5, 6);
    floats("query.f32", 7, -8);
    ints("gt.i32", 2, 0);
    ints("order_natural.i32", 2, 1, 0);

    DataSet data = open();

    assertEquals("tiny", data.name());
    assertEquals(Metric.COSINE, data.metric());
    assertEquals(3, data.base().size());
    assertArrayEquals(new float[] {5, 6}, data.base().row(2), 0);
    assertArrayEquals(new float[] {7, -8}, data.queries().row(0), 0);
    assertArrayEquals(new int[][] {{2, 0}}, data.neighbors().orElseThrow());
    assertArrayEquals(new int[] {2, 1, 0}, data.naturalOrder().orElseThrow());
    assertArrayEquals(new int[] {1, 0}, data.limitedTo(2).naturalOrder().orElseThrow());
    assertFalse(data.integers());
  }

  @Test
  public void rejectsAnOrderWithARowTwice() throws IOException {
    meta("{\"dim\": 1}");
    floats("base.f32", 1, 2, 3);
    floats("query.f32", 7);
    ints("order_natural.i32", 2, 1, 2);

    assertRejected("does not name every row once");
  }

  @Test
  public void readsUnsignedBytes() throws IOException {
    meta("{\"dim\": 2, \"metric\": \"euclidean\"}");
    bytes("base.u8", 0, 127, 128, 255);
    bytes("query.u8", 200, 1);

    DataSet data = open();

    assertTrue(data.integers());
    assertArrayEquals(new float[] {128, 255}, data.base().row(1), 0);
    assertArrayEquals(new float[] {0, 127}, data.asSignedBytes().base().row(1), 0);
    assertArrayEquals(new float[] {72, -127}, data.asSignedBytes().queries().row(0), 0);
  }

  @Test
  public void readsVecsFilesWithoutMeta() throws IOException {
    vecs("sift_base.fvecs", new float[][] {{1, 2, 3}, {4, 5, 6}});
    vecs("sift_query.fvecs", new float[][] {{9, 8, 7}});
    ints("sift_groundtruth.ivecs", 2, 1, 0);

    DataSet data = open();

    assertEquals(Metric.EUCLIDEAN, data.metric());
    assertEquals(3, data.base().dimension());
    assertArrayEquals(new float[] {4, 5, 6}, data.base().row(1), 0);
    assertArrayEquals(new int[][] {{1, 0}}, data.neighbors().orElseThrow());
  }

  @Test
  public void readsVecFilesOfLuceneutil() throws IOException {
    floats("cohere-wikipedia-docs-2d.vec", 1, 2, 3, 4, 5, 6);
    floats("cohere-wikipedia-queries-2d.vec", 7, -8);
    assertArrayEquals(new float[] {5, 6}, open().base().row(2), 0);
    assertArrayEquals(new float[] {7, -8}, open().queries().row(0), 0);

    meta("{\"dim\": 1, \"metric\": \"dot\"}");
    assertEquals(6, open().base().size());
    assertEquals(Metric.DOT, open().metric());
  }

  @Test
  public void saysWhatItNeedsOfVecFiles() throws IOException {
    floats("docs.vec", 1, 2);
    floats("vector-task.vec", 7, -8);
    assertThrows(DataException.class, this::open);
    meta("{\"dim\": 2}");
    assertEquals(1, open().base().size());
    floats("more.vec", 1, 2);
    assertThrows(DataException.class, this::open);
  }

  @Test
  public void readsByteVecsFiles() throws IOException {
    bytes("base.bvecs", 2, 0, 0, 0, 200, 3, 2, 0, 0, 0, 4, 5);
    bytes("query.bvecs", 2, 0, 0, 0, 6, 7);

    assertArrayEquals(new float[] {200, 3}, open().base().row(0), 0);
    assertArrayEquals(new float[] {4, 5}, open().base().row(1), 0);
  }

  @Test
  public void rejectsTruncatedMatrix() throws IOException {
    meta("{\"dim\": 4, \"metric\": \"dot\"}");
    floats("base.f32", 1, 2, 3, 4, 5, 6);
    floats("query.f32", 1, 2, 3, 4);

    assertRejected("base.f32 is truncated: 24 bytes is not a whole number of 16-byte rows");
  }

  @Test
  public void rejectsTruncatedVecs() throws IOException {
    bytes("base.fvecs", 1, 0);
    vecs("query.fvecs", new float[][] {{1}});

    assertRejected("base.fvecs is truncated");
  }

  @Test
  public void rejectsVecsOfMixedDimensions() throws IOException {
    bytes("base.bvecs", 2, 0, 0, 0, 1, 1, 3, 0, 0, 0, 1, 1);
    bytes("query.bvecs", 2, 0, 0, 0, 6, 7);

    assertRejected("row 1 declares dimension 3, row 0 2");
  }

  @Test
  public void rejectsTruncatedGroundTruth() throws IOException {
    meta("{\"dim\": 1, \"metric\": \"dot\"}");
    floats("base.f32", 1, 2);
    floats("query.f32", 1, 2);
    ints("gt.i32", 0, 1, 1);

    assertRejected("gt.i32 is truncated: 3 ints for 2 queries");
  }

  @Test
  public void rejectsGroundTruthOfOtherData() throws IOException {
    meta("{\"dim\": 1, \"metric\": \"dot\"}");
    floats("base.f32", 1, 2);
    floats("query.f32", 1);
    ints("gt.i32", 0, 2);

    assertRejected("gt.i32 names row 2 of 2");
  }

  @Test
  public void rejectsContradictingMeta() throws IOException {
    meta("{\"n\": 5, \"dim\": 1, \"metric\": \"dot\"}");
    floats("base.f32", 1, 2);
    floats("query.f32", 1);

    assertRejected("meta.json says n = 5, the file holds 2");
  }

  @Test
  public void rejectsUnknownMetric() throws IOException {
    meta("{\"dim\": 1, \"metric\": \"hamming\"}");
    floats("base.f32", 1, 2);
    floats("query.f32", 1);

    assertRejected("unknown metric 'hamming'");
  }

  @Test
  public void rejectsMissingFiles() throws IOException {
    meta("{\"dim\": 1, \"metric\": \"dot\"}");

    assertRejected("has no base.f32, base.u8");
  }

  @Test
  public void rejectsBrokenMeta() throws IOException {
    meta("{\"dim\": ");

    assertRejected("meta.json is not JSON");
  }

  private void assertRejected(String message) {
    DataException rejected = assertThrows(DataException.class, this::open);
    assertTrue(rejected.getMessage(), rejected.getMessage().contains(message));
    assertFalse(rejected.getMessage(), rejected.getMessage().contains("\n"));
  }

  private DataSet open() throws IOException {
    return DataSetReader.open(temporary.getRoot().toPath());
  }

  private Path file(String name) {
    return temporary.getRoot().toPath().resolve(name);
  }

  private void meta(String json) throws IOException {
    Files.writeString(file("meta.json"), json);
  }

  private void floats(String name, float... values) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putFloat(value);
    }
    Files.write(file(name), bytes.array());
  }

  private void ints(String name, int... values) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES);
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      bytes.putInt(value);
    }
    Files.write(file(name), bytes.array());
  }

  private void bytes(String name, int... values) throws IOException {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    Files.write(file(name), bytes);
  }

  private void vecs(String name, float[][] rows) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(rows.length * (rows[0].length + 1) * Float.BYTES);
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    for (float[] row : rows) {
      bytes.putInt(row.length);
      for (float value : row) {
        bytes.putFloat(value);
      }
    }
    Files.write(file(name), bytes.array());
  }
}
