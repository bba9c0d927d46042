package org.lucenediskann.benchmarks.fetch;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.lucenediskann.benchmarks.data.Metric;
import org.lucenediskann.benchmarks.words.WordVectors;

/** The word vectors that ship with the project: looked up rather than made. */
public final class ShippedWords implements Embedder {
  private final WordVectors vectors;

  private ShippedWords(WordVectors vectors) {
    this.vectors = vectors;
  }

  /** The words as a set: the most frequent first, every class as large as all before it. */
  public static TextSet open(String name) throws IOException {
    WordVectors vectors = WordVectors.load();
    List<String> words = vectors.words();
    return new TextSet(
        name,
        "GloVe 6B vectors of the 50,500 most frequent words, in bytes times a scale, in random"
            + " order; labels = frequency class (whole part of the rank's logarithm to base 2);"
            + " order_natural = most frequent first",
        Metric.COSINE,
        IntStream.range(0, words.size())
            .mapToObj(i -> new Text(words.get(i), frequencyClass(i + 1)))
            .toList(),
        new ShippedWords(vectors));
  }

  private static int frequencyClass(int rank) {
    return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(rank);
  }

  @Override
  public int dimension() {
    return vectors.data().base().dimension();
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    return texts.stream().map(word -> vectors.vector(word).orElseThrow()).toList();
  }
}
