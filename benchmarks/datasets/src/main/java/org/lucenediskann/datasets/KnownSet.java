package org.lucenediskann.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.data.Metric;
import org.lucenediskann.benchmarks.fetch.ShippedWords;
import org.lucenediskann.benchmarks.fetch.Text;
import org.lucenediskann.benchmarks.fetch.TextSet;
import org.lucenediskann.benchmarks.fetch.WordNetGlosses;

/** The sets that can be made. */
enum KnownSet {
  WORDNET_MINILM("wordnet-minilm") {
    @Override
    TextSet open() throws IOException {
      return new TextSet(
          name,
          "all-MiniLM-L6-v2 (int8 ONNX) embeddings of WordNet 3.1 glosses, in random order; labels ="
              + " lexicographer file; order_natural = as WordNet has them",
          Metric.DOT,
          glosses(),
          new MiniLm());
    }
  },
  GLOVE_WORDS("glove-words") {
    @Override
    TextSet open() throws IOException {
      return ShippedWords.open(name);
    }
  };

  private static final String WORDNET = "/net/sf/extjwnl/data/wordnet/wn31/";

  /** As users write it. */
  final String name;

  KnownSet(String name) {
    this.name = name;
  }

  /** Reads the texts and loads the model. */
  abstract TextSet open() throws IOException;

  private static List<Text> glosses() throws IOException {
    List<InputStream> files = new ArrayList<>();
    for (String file : List.of("data.noun", "data.verb", "data.adj", "data.adv")) {
      files.add(KnownSet.class.getResourceAsStream(WORDNET + file));
    }
    return WordNetGlosses.read(files);
  }

  /**
   * Finds a set.
   *
   * @throws DataException naming those there are
   */
  static KnownSet named(String name) {
    for (KnownSet set : values()) {
      if (set.name.equals(name)) {
        return set;
      }
    }
    String known = Arrays.stream(values()).map(set -> set.name).collect(Collectors.joining(", "));
    throw new DataException("unknown set '" + name + "'; known: " + known);
  }
}
