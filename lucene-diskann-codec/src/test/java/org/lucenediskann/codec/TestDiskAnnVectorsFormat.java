package org.lucenediskann.codec;

import org.apache.lucene.codecs.Codec;
import org.apache.lucene.tests.index.BaseKnnVectorsFormatTestCase;
import org.apache.lucene.tests.util.TestUtil;

/** Lucene's contract of a vector format, with the default parameters. */
public class TestDiskAnnVectorsFormat extends BaseKnnVectorsFormatTestCase {

  @Override
  protected Codec getCodec() {
    return TestUtil.alwaysKnnVectorsFormat(new DiskAnnVectorsFormat());
  }

  @Override
  protected boolean supportsFloatVectorFallback() {
    return false;
  }
}
