package org.lucenediskann.opensearch.codec;

import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.lucenediskann.opensearch.mapping.DiskAnnFieldType;
import org.opensearch.index.mapper.MapperService;

/** A codec under its own name, but with the DiskAnn format for the fields that are mapped so. */
final class DiskAnnVectors extends FilterCodec {

  private final MapperService mapperService;
  private final VectorFormats formats;
  private final KnnVectorsFormat perField =
      new PerFieldKnnVectorsFormat() {
        @Override
        public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
          return format(field);
        }
      };

  DiskAnnVectors(Codec delegate, MapperService mapperService, VectorFormats formats) {
    super(delegate.getName(), delegate);
    this.mapperService = mapperService;
    this.formats = formats;
  }

  @Override
  public KnnVectorsFormat knnVectorsFormat() {
    return perField;
  }

  private KnnVectorsFormat format(String field) {
    return mapperService.fieldType(field) instanceof DiskAnnFieldType type
        ? formats.with(type.parameters())
        : delegateFormat(field);
  }

  /** A format for one field must not choose by field again. */
  private KnnVectorsFormat delegateFormat(String field) {
    KnnVectorsFormat format = delegate.knnVectorsFormat();
    return format instanceof PerFieldKnnVectorsFormat chooser
        ? chooser.getKnnVectorsFormatForField(field)
        : format;
  }
}
