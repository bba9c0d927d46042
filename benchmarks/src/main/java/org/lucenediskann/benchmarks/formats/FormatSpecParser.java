package org.lucenediskann.benchmarks.formats;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads format specs: {@code diskann}, {@code diskann:name=value,name=value}, {@code hnsw:M:beam},
 * {@code hnswsq:bits:M:beam}. In a list the commas separate specs as well; what looks like {@code
 * name=value} belongs to the spec before it.
 */
public final class FormatSpecParser {
  private FormatSpecParser() {}

  /**
   * Reads a comma-separated list.
   *
   * @throws IllegalArgumentException naming the part that is not understood and what would be
   */
  public static List<FormatSpec> parseList(String list) {
    List<String> specs = new ArrayList<>();
    for (String part : list.split(",", -1)) {
      if (specs.isEmpty() == false && part.contains("=") && part.contains(":") == false) {
        specs.add(specs.removeLast() + "," + part);
      } else {
        specs.add(part);
      }
    }
    return specs.stream().map(FormatSpecParser::parse).toList();
  }

  /** Reads one spec. */
  public static FormatSpec parse(String text) {
    String spec = text.strip();
    String[] parts = spec.split(":", -1);
    return switch (parts[0]) {
      case "diskann" -> DiskAnnSpec.parse(spec);
      case "hnsw" -> parseHnsw(spec, ints(spec, parts, 2, "hnsw:M:beam"));
      case "hnswsq" -> parseQuantized(spec, ints(spec, parts, 3, "hnswsq:bits:M:beam"));
      default ->
          throw new IllegalArgumentException(
              "unknown format '"
                  + spec
                  + "'; known: diskann, diskann:name=value,..., hnsw:M:beam, hnswsq:bits:M:beam");
    };
  }

  private static FormatSpec parseHnsw(String spec, int[] values) {
    return checked(spec, new HnswSpec(values[0], values[1]));
  }

  private static FormatSpec parseQuantized(String spec, int[] values) {
    return checked(spec, new ScalarQuantizedHnswSpec(values[0], values[1], values[2]));
  }

  private static FormatSpec checked(String spec, FormatSpec format) {
    try {
      format.create();
      return format;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("format '" + spec + "': " + e.getMessage(), e);
    }
  }

  private static int[] ints(String spec, String[] parts, int count, String form) {
    try {
      int[] values = new int[count];
      for (int i = 0; i < count; i++) {
        values[i] = Integer.parseInt(parts[i + 1]);
      }
      if (parts.length == count + 1) {
        return values;
      }
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new IllegalArgumentException("format '" + spec + "' is not of the form " + form, e);
    }
    throw new IllegalArgumentException("format '" + spec + "' is not of the form " + form);
  }
}
