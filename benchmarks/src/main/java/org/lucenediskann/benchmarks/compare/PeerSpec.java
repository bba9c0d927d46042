package org.lucenediskann.benchmarks.compare;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lucenediskann.benchmarks.formats.FormatSpecParser;

/**
 * A peer as named on the command line: a format of {@code --formats}, in this project's Lucene or,
 * as {@code FORMAT@VERSION}, in another one; {@code jvector:M:beam}; {@code diskbbq}; {@code
 * hnswlib:M:beam}.
 *
 * @param label as given
 * @param peer what its process is told to be
 * @param libraries what it needs that this program does not bring
 */
record PeerSpec(String label, String peer, Optional<Libraries> libraries) {
  private static final String ALL = "all";
  private static final List<String> EVERY_PEER =
      List.of(
          "diskann",
          "diskann:bits=4",
          "hnsw:16:100",
          "hnsw:32:200",
          "hnswsq:8:16:100",
          "hnswsq:7:16:100",
          "hnswsq:4:16:100",
          "hnswsq:2:16:100",
          "hnswsq:1:16:100",
          "hnsw:16:100@10.6.0",
          "jvector:32:100",
          "diskbbq",
          "hnswlib:16:100");
  private static final Pattern OTHER =
      Pattern.compile("(jvector|hnswlib):[1-9]\\d{0,3}:[1-9]\\d{0,3}");

  /**
   * Reads a comma-separated list, or {@code all}.
   *
   * @throws IllegalArgumentException naming the part that is not understood
   */
  static List<PeerSpec> parseList(String list) {
    List<String> labels = list.equals(ALL) ? EVERY_PEER : FormatSpecParser.split(list);
    return labels.stream().map(String::strip).distinct().map(PeerSpec::parse).toList();
  }

  private static PeerSpec parse(String label) {
    if (label.equals("diskbbq")) {
      return new PeerSpec(label, label, Optional.of(new Libraries("elasticsearch", null)));
    }
    if (OTHER.matcher(label).matches()) {
      return new PeerSpec(label, label, Optional.empty());
    }
    if (label.indexOf('@') < 0) {
      FormatSpecParser.parse(label);
      return new PeerSpec(label, label, Optional.empty());
    }
    OtherLucene other = OtherLucene.parse(label);
    return new PeerSpec(label, other.format(), Optional.of(other.libraries()));
  }
}
