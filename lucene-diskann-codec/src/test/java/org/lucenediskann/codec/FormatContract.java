package org.lucenediskann.codec;

import java.io.IOException;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.tests.index.BaseKnnVectorsFormatTestCase;
import org.apache.lucene.tests.util.TestUtil;

/** Lucene's contract of a vector format. One subclass for each way of using this one. */
abstract class FormatContract extends BaseKnnVectorsFormatTestCase {

  static final DiskAnnParameters GRAPHS_ALWAYS =
      DiskAnnParameters.defaults().withDeferral(Deferral.never());

  /** What the segments are written with. */
  abstract DiskAnnParameters parameters();

  @Override
  protected Codec getCodec() {
    return TestUtil.alwaysKnnVectorsFormat(new DiskAnnVectorsFormat(parameters()));
  }

  @Override
  protected boolean supportsFloatVectorFallback() {
    return false;
  }

  /**
   * Besides Lucene's own checks: the graph is sound, and its bytes and those of codes are reported
   * exactly when there is a graph, or there are codes.
   */
  @Override
  protected void assertOffHeapByteSize(LeafReader reader, String field) throws IOException {
    super.assertOffHeapByteSize(reader, field);
    SoundGraphs.check(reader, field);
    FieldInfo info = reader.getFieldInfos().fieldInfo(field);
    var bytes = Segments.vectorsReader(reader, field).getOffHeapByteSize(info);
    long vectorBytes = bytes.getOrDefault("vec", 0L);
    int size = (int) (vectorBytes / info.getVectorDimension() / info.getVectorEncoding().byteSize);
    long graphBytes = bytes.getOrDefault(DiskAnnVectorsReader.GRAPH_KEY, 0L);
    boolean mayBeDeferred = size == 0 || parameters().deferral().defers(size);
    boolean mayHaveGraph = !mayBeDeferred || !Deferral.auto().defers(size); // by a force merge
    assertTrue(graphBytes > 0 ? mayHaveGraph : mayBeDeferred);
    boolean coded =
        parameters().bits() > 0 && info.getVectorEncoding() == VectorEncoding.FLOAT32 && size > 0;
    long codeBytes = bytes.getOrDefault("veq", 0L);
    assertEquals(coded, codeBytes > 0);
    if (coded) {
      int dimension = info.getVectorDimension();
      int packed = Codes.encoding(parameters().bits()).getDocPackedLength(dimension);
      assertEquals((long) size * (packed + 16), codeBytes);
    }
    if (graphBytes > 0) {
      long rowBytes = (long) size * parameters().maxDegree() * Integer.BYTES;
      long routerBytes = size < 512 ? 0 : 32L * (1 + 24) * Integer.BYTES;
      assertTrue(graphBytes >= rowBytes + routerBytes && graphBytes <= rowBytes + 8L * size);
    }
  }
}
