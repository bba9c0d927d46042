package org.lucenediskann.codec;

import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.LeafReader;

/** Ways into an open segment. */
final class Segments {

  private Segments() {}

  /** The reader of this format behind a field, without the layer that keeps fields apart. */
  static KnnVectorsReader vectorsReader(LeafReader segment, String field) {
    KnnVectorsReader reader = ((CodecReader) segment).getVectorReader();
    return reader instanceof PerFieldKnnVectorsFormat.FieldsReader fields
        ? fields.getFieldReader(field)
        : reader;
  }
}
