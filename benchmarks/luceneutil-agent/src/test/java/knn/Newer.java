package knn;

import org.apache.lucene.codecs.CompoundFormat;
import org.apache.lucene.codecs.KnnVectorsReader;

/** Stands in for methods of Lucene's main branch; a test turns the calls into real ones. */
public final class Newer {
  Newer() {}

  static void reorder(Object reorderer) {}

  static void setShouldUseCompoundFile(CompoundFormat format, boolean use) {}

  static KnnVectorsReader unwrapReaderForField(KnnVectorsReader reader, String field) {
    return reader;
  }
}
