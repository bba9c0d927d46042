package org.lucenediskann.benchmarks.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.formats.FormatSpec;
import org.lucenediskann.benchmarks.index.IndexPlan;
import org.lucenediskann.benchmarks.index.Indexer;
import org.lucenediskann.benchmarks.index.WorkFolder;
import org.lucenediskann.benchmarks.progress.Progress;
import org.lucenediskann.benchmarks.search.OpenIndex;
import org.lucenediskann.benchmarks.words.WordVectors;

/** Prints the words whose vectors an index finds nearest to those of given words. */
final class WordLookup {
  private static final int NEIGHBORS = 8;
  private static final int LIST_SIZE = 100;
  private static final int UNKNOWN_WORD = 2;

  private final WordVectors vectors;
  private final List<String> words;

  WordLookup(WordVectors vectors, List<String> words) {
    this.vectors = vectors;
    this.words = words;
  }

  /** Makes an index and looks the words up; exit code 2 if one is not known, else 0. */
  int run(FormatSpec format) throws IOException {
    if (words.stream().allMatch(word -> vectors.vector(word).isEmpty())) {
      words.forEach(word -> System.err.println("error: " + unknown(word)));
      return UNKNOWN_WORD;
    }
    DataSet data = vectors.data();
    int[] rows = IntStream.range(0, data.base().size()).toArray();
    try (WorkFolder work = WorkFolder.open(Optional.empty())) {
      Path dir = work.fresh("words");
      IndexPlan plan = new IndexPlan(rows, rows.length, false, 1, false);
      try (Progress progress = Progress.start("indexing the words", rows.length)) {
        new Indexer(data, plan).index(format, dir, progress);
      }
      return print(new OpenIndex(dir, false)) ? 0 : UNKNOWN_WORD;
    }
  }

  /** Looks the words up in {@code index} and closes it; whether all are known. */
  boolean print(OpenIndex index) throws IOException {
    boolean allKnown = true;
    try (index) {
      System.out.println();
      for (String word : words) {
        Optional<float[]> vector = vectors.vector(word);
        allKnown &= vector.isPresent();
        System.out.println(vector.isPresent() ? found(index, word, vector.get()) : unknown(word));
      }
    }
    return allKnown;
  }

  private String found(OpenIndex index, String word, float[] vector) throws IOException {
    int[] rows = index.search(vector, NEIGHBORS + 1, LIST_SIZE).rows();
    return word
        + ": "
        + Arrays.stream(rows)
            .mapToObj(vectors::word)
            .filter(near -> !near.equals(word.toLowerCase(Locale.ROOT)))
            .limit(NEIGHBORS)
            .collect(Collectors.joining(", "));
  }

  private String unknown(String word) {
    return String.format(
        Locale.ROOT,
        "%s: not among the %,d words; spelled alike: %s",
        word,
        vectors.words().size(),
        String.join(", ", vectors.suggestions(word)));
  }
}
