package org.lucenediskann.codec;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.hnsw.FlatVectorsReader;
import org.apache.lucene.codecs.lucene104.Lucene104ScalarQuantizedVectorsReader;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.IOUtils;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues;
import org.lucenediskann.codec.search.CodeScorer;
import org.lucenediskann.codec.store.FieldEntry;

/** The codes of a segment's float vectors, read through Lucene's scalar quantized format. */
final class SegmentCodes implements Closeable {

  private final Lucene104ScalarQuantizedVectorsReader reader;

  private SegmentCodes(Lucene104ScalarQuantizedVectorsReader reader) {
    this.reader = reader;
  }

  /**
   * Opens the files if a field has codes; otherwise returns null.
   *
   * @param raw reads the raw vectors; closed with the codes
   * @param entries what the meta file says, which the codes must agree with
   */
  static SegmentCodes open(
      SegmentReadState state, FlatVectorsReader raw, Map<String, FieldEntry> entries)
      throws IOException {
    if (entries.values().stream().noneMatch(FieldEntry::hasCodes)) {
      return null;
    }
    SegmentCodes codes = null;
    try {
      codes = new SegmentCodes(openFiles(CodedFields.of(state, entries), raw, entries));
      for (Map.Entry<String, FieldEntry> entry : entries.entrySet()) {
        codes.checkAgrees(state, entry.getKey(), entry.getValue());
      }
      return codes;
    } catch (RuntimeException e) { // Lucene's reader complains of some bad bytes as of a bad call
      IOUtils.closeWhileSuppressingExceptions(e, codes);
      throw new CorruptIndexException("codes cannot be read", state.segmentInfo.name, e);
    } catch (Throwable t) {
      IOUtils.closeWhileSuppressingExceptions(t, codes);
      throw t;
    }
  }

  private static Lucene104ScalarQuantizedVectorsReader openFiles(
      SegmentReadState state, FlatVectorsReader raw, Map<String, FieldEntry> entries)
      throws IOException {
    VectorMetaCheck.codes(state, entries);
    return new Lucene104ScalarQuantizedVectorsReader(state, raw, Codes.scorer());
  }

  private void checkAgrees(SegmentReadState state, String field, FieldEntry entry)
      throws IOException {
    if (!entry.hasCodes()) {
      return;
    }
    QuantizedByteVectorValues values = reader.getQuantizedVectorValues(field);
    boolean agrees =
        values != null
            && values.size() == entry.size()
            && (entry.size() == 0 || values.getScalarEncoding().getBits() == entry.bits());
    if (!agrees) {
      throw new CorruptIndexException(
          "codes of field \"" + field + "\" are not those of " + entry, state.segmentInfo.name);
    }
  }

  /** Scores codes against a query; for one thread. */
  RandomVectorScorer scorer(String field, VectorSimilarityFunction similarity, float[] target)
      throws IOException {
    return new CodeScorer(reader.getQuantizedVectorValues(field), similarity, target);
  }

  /** Both kinds of vectors, for what is asked of them together. */
  KnnVectorsReader withRaw() {
    return reader;
  }

  /** Closes the raw vectors as well. */
  @Override
  public void close() throws IOException {
    reader.close();
  }
}
