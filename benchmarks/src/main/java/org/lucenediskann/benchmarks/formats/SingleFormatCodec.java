package org.lucenediskann.benchmarks.formats;

import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;

/** Lucene's codec with one vectors format for every field; the name on disk stays Lucene's. */
final class SingleFormatCodec extends Lucene104Codec {
  private final KnnVectorsFormat format;

  SingleFormatCodec(KnnVectorsFormat format) {
    this.format = format;
  }

  @Override
  public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
    return format;
  }
}
