package org.lucenediskann.codec;

import java.io.IOException;
import java.util.Map;
import org.apache.lucene.codecs.hnsw.FlatVectorScorerUtil;
import org.apache.lucene.codecs.lucene99.Lucene99FlatVectorsFormat;
import org.apache.lucene.index.DocValuesSkipIndexType;
import org.apache.lucene.index.DocValuesType;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.SegmentInfo;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.tests.util.RamUsageTester;
import org.apache.lucene.util.InfoStream;
import org.apache.lucene.util.StringHelper;
import org.apache.lucene.util.Version;
import org.lucenediskann.codec.build.BuildMemory;
import org.lucenediskann.codec.merge.GraphMerge;

/** What Lucene's flush control is told: the buffers as they are, and what a build will take. */
public class TestRamBytesUsed extends LuceneTestCase {

  private static final FieldInfo FLOATS = field(0, VectorEncoding.FLOAT32, 100);
  private static final FieldInfo BYTES = field(1, VectorEncoding.BYTE, 70);

  private static FieldInfo field(int number, VectorEncoding encoding, int dimension) {
    return new FieldInfo(
        "field" + number,
        number,
        false,
        false,
        false,
        IndexOptions.NONE,
        DocValuesType.NONE,
        DocValuesSkipIndexType.NONE,
        -1,
        Map.of(),
        0,
        0,
        0,
        dimension,
        encoding,
        VectorSimilarityFunction.EUCLIDEAN,
        false,
        false);
  }

  private static DiskAnnVectorsWriter writer(Directory directory, DiskAnnParameters parameters)
      throws IOException {
    SegmentInfo segment =
        new SegmentInfo(
            directory,
            Version.LATEST,
            Version.LATEST,
            "_0",
            Integer.MAX_VALUE - 1,
            false,
            false,
            null,
            Map.of(),
            StringHelper.randomId(),
            Map.of(),
            null);
    SegmentWriteState state =
        new SegmentWriteState(
            InfoStream.NO_OUTPUT,
            directory,
            segment,
            new FieldInfos(new FieldInfo[] {FLOATS, BYTES}),
            null,
            IOContext.DEFAULT);
    var flat = new Lucene99FlatVectorsFormat(FlatVectorScorerUtil.getLucene99FlatVectorsScorer());
    return new DiskAnnVectorsWriter(state, flat, parameters, null, field -> {}, GraphMerge::plan);
  }

  /** Every document has a vector, then only every third. */
  @SuppressWarnings("unchecked")
  private static void fill(FieldBuffer<?> buffer, int size) {
    boolean bytes = buffer.field().getVectorEncoding() == VectorEncoding.BYTE;
    int dimension = buffer.field().getVectorDimension();
    Object vector = bytes ? new byte[dimension] : new float[dimension];
    for (int i = 0; i < size; i++) {
      int doc = i <= size / 2 ? i : 3 * i;
      ((FieldBuffer<Object>) buffer).addValue(doc, vector);
    }
  }

  public void testBuffersToTheByte() {
    for (FieldInfo field : new FieldInfo[] {FLOATS, BYTES}) {
      for (int size : new int[] {0, 1, 2, 163, 164, 1000, 5001}) {
        FieldBuffer<?> buffer = FieldBuffer.of(field);
        fill(buffer, size);
        long measured = RamUsageTester.ramUsed(buffer) - RamUsageTester.ramUsed(field);
        assertEquals(size + " vectors", measured, buffer.ramBytesUsed());
      }
    }
  }

  public void testReserveOfTheGreatestBuild() throws IOException {
    DiskAnnParameters parameters =
        DiskAnnParameters.defaults().withDeferral(Deferral.vectors(1000));
    try (Directory directory = newDirectory();
        DiskAnnVectorsWriter writer = writer(directory, parameters)) {
      long empty = writer.ramBytesUsed();
      FieldBuffer<?> floats = (FieldBuffer<?>) writer.addField(FLOATS);
      FieldBuffer<?> bytes = (FieldBuffer<?>) writer.addField(BYTES);
      fill(floats, 999);
      fill(bytes, 500);
      assertEquals(empty + floats.ramBytesUsed() + bytes.ramBytesUsed(), writer.ramBytesUsed());
      cast(floats).addValue(10_000, new float[100]);
      long one = BuildMemory.estimateBytes(1000, 100, parameters.forBuild());
      assertEquals(
          empty + floats.ramBytesUsed() + bytes.ramBytesUsed() + one, writer.ramBytesUsed());
    }
  }

  @SuppressWarnings("unchecked")
  private static FieldBuffer<float[]> cast(FieldBuffer<?> buffer) {
    return (FieldBuffer<float[]>) buffer;
  }

  public void testReserveIsBounded() {
    DiskAnnParameters defaults = DiskAnnParameters.defaults();
    long thousand = BuildMemory.estimateBytes(1000, 128, defaults.forBuild());
    assertEquals(1000 * (1000 * 4 / 2 + 64 * 8 + 128 * 4 + 33 * 4 + 60), thousand);
    assertEquals(
        2000 * (12 * 7 * 8 + 128 * 4 + 33 * 4 + 60),
        BuildMemory.estimateBytes(2000, 128, defaults.forBuild()));
    assertEquals(512L << 20, BuildMemory.estimateBytes(10_000_000, 128, defaults.forBuild()));
    var least = defaults.withBuildMemoryMB(16).forBuild();
    assertEquals(16L << 20, BuildMemory.estimateBytes(100_000, 128, least));
    assertEquals(thousand, BuildMemory.estimateBytes(1000, 128, least));
    assertTrue(
        BuildMemory.estimateBytes(4096, 4096, defaults.forBuild())
            < BuildMemory.estimateBytes(4095, 4096, defaults.forBuild()));
  }
}
