package org.lucenediskann.codec;

import java.io.IOException;
import java.util.Map;
import org.apache.lucene.codecs.hnsw.FlatVectorsFormat;
import org.apache.lucene.codecs.hnsw.FlatVectorsReader;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.util.IOUtils;
import org.lucenediskann.codec.store.FieldEntry;

/**
 * Opens the raw vectors of a segment. Lucene's reader complains of some bad bytes as of bad calls.
 */
final class VectorFiles {

  private VectorFiles() {}

  /**
   * Opens the files.
   *
   * @param entries what the meta file says of the fields, which the vectors must agree with
   * @throws CorruptIndexException if they do not, or cannot be read
   */
  static FlatVectorsReader open(
      SegmentReadState state, FlatVectorsFormat format, Map<String, FieldEntry> entries)
      throws IOException {
    FlatVectorsReader vectors = null;
    try {
      VectorMetaCheck.raw(state, entries);
      vectors = format.fieldsReader(state);
      for (Map.Entry<String, FieldEntry> entry : entries.entrySet()) {
        checkAgrees(state, vectors, entry.getKey(), entry.getValue());
      }
      return vectors;
    } catch (RuntimeException e) {
      IOUtils.closeWhileSuppressingExceptions(e, vectors);
      throw new CorruptIndexException("vectors cannot be read", state.segmentInfo.name, e);
    } catch (Throwable t) {
      IOUtils.closeWhileSuppressingExceptions(t, vectors);
      throw t;
    }
  }

  private static void checkAgrees(
      SegmentReadState state, FlatVectorsReader vectors, String field, FieldEntry entry)
      throws IOException {
    KnnVectorValues values =
        entry.encoding() == VectorEncoding.BYTE
            ? vectors.getByteVectorValues(field)
            : vectors.getFloatVectorValues(field);
    if (values.size() != entry.size()) {
      throw new CorruptIndexException(
          "field \"" + field + "\" has " + values.size() + " vectors, not those of " + entry,
          state.segmentInfo.name);
    }
  }
}
