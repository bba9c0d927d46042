package org.lucenediskann.codec;

import org.apache.lucene.codecs.Codec;
import org.apache.lucene.tests.index.BaseKnnVectorsFormatTestCase;
import org.apache.lucene.tests.util.TestUtil;

/** Lucene's contract of a vector format, with a graph in every segment, however small. */
public class TestDiskAnnGraphsAlways extends BaseKnnVectorsFormatTestCase {

  @Override
  protected Codec getCodec() {
    return TestUtil.alwaysKnnVectorsFormat(
        new DiskAnnVectorsFormat(DiskAnnParameters.defaults().withDeferral(Deferral.never())));
  }

  @Override
  protected boolean supportsFloatVectorFallback() {
    return false;
  }
}
