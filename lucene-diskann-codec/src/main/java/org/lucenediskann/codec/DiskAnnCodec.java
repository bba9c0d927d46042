package org.lucenediskann.codec;

import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;

/**
 * Lucene's codec with {@link DiskAnnVectorsFormat} for vectors:
 *
 * <pre>{@code
 * new IndexWriterConfig().setCodec(new DiskAnnCodec());
 * }</pre>
 *
 * <p>Override {@link #getKnnVectorsFormatForField} to choose another format for some fields.
 *
 * <p>The name {@value #NAME} is permanent: it stands for everything that {@code Lucene104Codec}
 * writes besides the vectors. Another base codec gets a class and a name of its own.
 */
public class DiskAnnCodec extends FilterCodec {

  /** The name under which segments find this codec again. */
  public static final String NAME = "DiskAnn104";

  private final KnnVectorsFormat defaultFormat;
  private final KnnVectorsFormat perField =
      new PerFieldKnnVectorsFormat() {
        @Override
        public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
          return DiskAnnCodec.this.getKnnVectorsFormatForField(field);
        }
      };

  /** Writes with {@linkplain DiskAnnParameters#defaults() the defaults}; reads everything. */
  public DiskAnnCodec() {
    this(DiskAnnParameters.defaults());
  }

  /** Writes with the given parameters; reads everything. */
  public DiskAnnCodec(DiskAnnParameters parameters) {
    super(NAME, new Lucene104Codec());
    this.defaultFormat = new DiskAnnVectorsFormat(parameters);
  }

  @Override
  public final KnnVectorsFormat knnVectorsFormat() {
    return perField;
  }

  /**
   * The format that new segments use for a field; asked while writing only.
   *
   * <p>Return the same object for all fields that may share files.
   */
  public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
    return defaultFormat;
  }
}
