package org.lucenediskann.codec.tool;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.index.ByteVectorValues;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.FilterCodecReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.KnnCollector;

/** A segment whose vectors can be read, but do not show which format they are of. */
final class VectorsOnly extends FilterCodecReader {

  VectorsOnly(CodecReader segment) {
    super(segment);
  }

  @Override
  public KnnVectorsReader getVectorReader() {
    KnnVectorsReader reader = super.getVectorReader();
    return reader == null ? null : new Vectors(reader);
  }

  @Override
  public CacheHelper getCoreCacheHelper() {
    return in.getCoreCacheHelper();
  }

  @Override
  public CacheHelper getReaderCacheHelper() {
    return in.getReaderCacheHelper();
  }

  private static final class Vectors extends KnnVectorsReader {

    private final KnnVectorsReader reader;

    Vectors(KnnVectorsReader reader) {
      this.reader = reader;
    }

    @Override
    public void checkIntegrity() throws IOException {
      reader.checkIntegrity();
    }

    @Override
    public FloatVectorValues getFloatVectorValues(String field) throws IOException {
      return reader.getFloatVectorValues(field);
    }

    @Override
    public ByteVectorValues getByteVectorValues(String field) throws IOException {
      return reader.getByteVectorValues(field);
    }

    @Override
    public void search(String field, float[] target, KnnCollector collector, AcceptDocs accepted)
        throws IOException {
      reader.search(field, target, collector, accepted);
    }

    @Override
    public void search(String field, byte[] target, KnnCollector collector, AcceptDocs accepted)
        throws IOException {
      reader.search(field, target, collector, accepted);
    }

    /** The segment closes what it opened. */
    @Override
    public void close() {}
  }
}
