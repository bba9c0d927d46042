package org.lucenediskann.benchmarks.words;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lucenediskann.benchmarks.data.ArrayVectors;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.data.Metric;

/**
 * The shipped word vectors: 100-dimensional GloVe vectors of the most frequent English words. One
 * word in 101 is held out as a query, so all queries are words the index does not hold.
 */
public final class WordVectors {
  private static final String FOLDER = "glove/";
  private static final int HELD_OUT_EVERY = 101;
  private static final int MAX_SUGGESTIONS = 5;

  private final Map<String, float[]> vectors = new HashMap<>();
  private final List<String> words; // all, most frequent first
  private final List<String> indexed = new ArrayList<>(); // word of each row
  private final DataSet data;

  private WordVectors(List<String> words, float[][] rows) {
    this.words = words;
    List<float[]> base = new ArrayList<>();
    List<float[]> queries = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      vectors.put(words.get(i), rows[i]);
      if (i % HELD_OUT_EVERY == HELD_OUT_EVERY - 1) {
        queries.add(rows[i]);
      } else {
        indexed.add(words.get(i));
        base.add(rows[i]);
      }
    }
    this.data =
        new DataSet(
            "GloVe words",
            Metric.COSINE,
            new ArrayVectors(base.toArray(float[][]::new)),
            new ArrayVectors(queries.toArray(float[][]::new)),
            Optional.empty(),
            Optional.empty(),
            false);
  }

  /** Reads them from the class path. */
  public static WordVectors load() throws IOException {
    float scale = Float.parseFloat(GloveSlice.words(read(GloveSlice.SCALE)).getFirst());
    float[][] rows = GloveSlice.unpack(read(GloveSlice.VECTORS), scale);
    return new WordVectors(GloveSlice.words(read(GloveSlice.WORDS)), rows);
  }

  private static byte[] read(String file) throws IOException {
    try (InputStream in = WordVectors.class.getResourceAsStream(FOLDER + file)) {
      return in.readAllBytes();
    }
  }

  /** The words as vectors to index and to look for. */
  public DataSet data() {
    return data;
  }

  /** All words, held out ones included, most frequent first. */
  public List<String> words() {
    return words;
  }

  /** The word of a row of {@link #data()}. */
  public String word(int row) {
    return indexed.get(row);
  }

  /** The vector of a word, in any case. */
  public Optional<float[]> vector(String word) {
    return Optional.ofNullable(vectors.get(word.toLowerCase(Locale.ROOT)));
  }

  /** Known words spelled most like {@code word}: those that share the longest beginning. */
  public List<String> suggestions(String word) {
    String wanted = word.toLowerCase(Locale.ROOT);
    return words.stream()
        .filter(known -> commonPrefix(known, wanted) > 0)
        .sorted(
            Comparator.comparingInt((String known) -> -commonPrefix(known, wanted))
                .thenComparingInt(known -> Math.abs(known.length() - wanted.length())))
        .limit(MAX_SUGGESTIONS)
        .toList();
  }

  private static int commonPrefix(String a, String b) {
    int length = 0;
    while (length < Math.min(a.length(), b.length()) && a.charAt(length) == b.charAt(length)) {
      length++;
    }
    return length;
  }
}
