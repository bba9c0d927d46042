package org.lucenediskann.luceneutil;

import java.io.IOException;
import java.util.function.Consumer;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.SegmentInfoFormat;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.SegmentInfo;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;

/** A codec under its own name that tells where it writes, maybe with another vectors format. */
final class RoutedCodec extends FilterCodec {
  private final KnnVectorsFormat vectors;
  private final Consumer<Directory> written;

  private RoutedCodec(Codec codec, KnnVectorsFormat vectors, Consumer<Directory> written) {
    super(codec.getName(), codec);
    this.vectors = vectors;
    this.written = written;
  }

  /** {@code codec} as it is. */
  static RoutedCodec of(Codec codec, Consumer<Directory> written) {
    return new RoutedCodec(codec, codec.knnVectorsFormat(), written);
  }

  /** {@code stock} with {@code format} for vectors, but for those that only rescore hits. */
  static RoutedCodec of(Codec stock, KnnVectorsFormat format, Consumer<Directory> written) {
    PerFieldKnnVectorsFormat vectors =
        new PerFieldKnnVectorsFormat() {
          @Override
          public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
            return field.equals(IndexContents.RERANK_FIELD)
                    && stock.knnVectorsFormat() instanceof PerFieldKnnVectorsFormat perField
                ? perField.getKnnVectorsFormatForField(field)
                : format;
          }
        };
    return new RoutedCodec(stock, vectors, written);
  }

  @Override
  public KnnVectorsFormat knnVectorsFormat() {
    return vectors;
  }

  @Override
  public SegmentInfoFormat segmentInfoFormat() {
    return new SegmentInfoFormat() {
      @Override
      public SegmentInfo read(Directory dir, String segment, byte[] id, IOContext context)
          throws IOException {
        return delegate.segmentInfoFormat().read(dir, segment, id, context);
      }

      @Override
      public void write(Directory dir, SegmentInfo info, IOContext context) throws IOException {
        written.accept(dir);
        delegate.segmentInfoFormat().write(dir, info, context);
      }
    };
  }
}
