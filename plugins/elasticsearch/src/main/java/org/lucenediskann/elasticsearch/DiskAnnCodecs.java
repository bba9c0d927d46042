package org.lucenediskann.elasticsearch;

import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.elasticsearch.index.codec.CodecProvider;

/**
 * Elasticsearch's codecs under their own names, each with another choice of vector formats.
 * Segments name the codec and, field by field, the vector format: to read them, the format is all
 * that must be there.
 */
final class DiskAnnCodecs implements CodecProvider {

  private final CodecProvider elasticsearch;
  private final FieldFormats.Factory formats;

  DiskAnnCodecs(CodecProvider elasticsearch, FieldFormats.Factory formats) {
    this.elasticsearch = elasticsearch;
    this.formats = formats;
  }

  @Override
  public Codec codec(String name) {
    Codec codec = elasticsearch.codec(name);
    FieldFormats byField = formats.over(codec.knnVectorsFormat());
    return new FilterCodec(codec.getName(), codec) {
      @Override
      public KnnVectorsFormat knnVectorsFormat() {
        return byField;
      }
    };
  }

  @Override
  public String[] availableCodecs() {
    return elasticsearch.availableCodecs();
  }
}
