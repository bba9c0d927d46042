package org.lucenediskann.codec;

import java.util.concurrent.Executor;
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

  /**
   * Writes with the given parameters; reads everything.
   *
   * @param parameters of new segments
   */
  public DiskAnnCodec(DiskAnnParameters parameters) {
    this(new DiskAnnVectorsFormat(parameters));
  }

  /**
   * Writes with the given parameters, on the threads of the caller's executor; reads everything.
   *
   * @param parameters of new segments
   * @param executor belongs to the caller: it is never shut down here
   * @throws IllegalArgumentException if {@code buildThreads} is 1
   * @see DiskAnnVectorsFormat#DiskAnnVectorsFormat(DiskAnnParameters, Executor)
   */
  public DiskAnnCodec(DiskAnnParameters parameters, Executor executor) {
    this(new DiskAnnVectorsFormat(parameters, executor));
  }

  private DiskAnnCodec(KnnVectorsFormat defaultFormat) {
    super(NAME, new Lucene104Codec());
    this.defaultFormat = defaultFormat;
  }

  @Override
  public final KnnVectorsFormat knnVectorsFormat() {
    return perField;
  }

  /**
   * The format that new segments use for a field; asked while writing only.
   *
   * <p>Return the same object for all fields that may share files.
   *
   * @param field its name
   * @return a format, of any kind
   */
  public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
    return defaultFormat;
  }
}
