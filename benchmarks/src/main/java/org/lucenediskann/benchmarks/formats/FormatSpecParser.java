package org.lucenediskann.benchmarks.formats;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads format specs: {@code diskann}, {@code diskann:name=value,name=value}, {@code
 * diskann:quality}, {@code hnsw:M:beam}, {@code hnswsq:bits:M:beam}, {@code diskbbq}. In a list the
 * commas separate specs as well; what looks like {@code name=value} belongs to the spec before it.
 */
public final class FormatSpecParser {
  private static final Pattern SETTING = Pattern.compile("\\s*[A-Za-z]+=.*");

  private FormatSpecParser() {}

  /**
   * Reads a comma-separated list.
   *
   * @throws IllegalArgumentException naming the part that is not understood and what would be
   */
  public static List<FormatSpec> parseList(String list) {
    return split(list).stream().map(FormatSpecParser::parse).toList();
  }

  /** The parts of a comma-separated list, each a spec or what it may be taken for. */
  public static List<String> split(String list) {
    List<String> specs = new ArrayList<>();
    for (String part : list.split(",", -1)) {
      if (!specs.isEmpty() && SETTING.matcher(part).matches()) {
        specs.add(specs.removeLast() + "," + part);
      } else {
        specs.add(part);
      }
    }
    return specs;
  }

  /** Reads one spec. */
  public static FormatSpec parse(String text) {
    String spec = text.strip();
    int colon = spec.indexOf(':');
    String family = colon < 0 ? spec : spec.substring(0, colon);
    String rest = colon < 0 ? "" : spec.substring(colon + 1);
    try {
      return parse(spec, family, rest);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("format '" + spec + "': " + e.getMessage(), e);
    }
  }

  private static FormatSpec parse(String spec, String family, String rest) {
    return switch (family) {
      case "diskann" -> new DiskAnnSpec(spec, DiskAnnParameterTable.parse(rest));
      case "hnsw" -> {
        int[] values = ints(rest, 2, "hnsw:M:beam");
        yield checked(new HnswSpec(values[0], values[1]));
      }
      case "hnswsq" -> {
        int[] values = ints(rest, 3, "hnswsq:bits:M:beam");
        yield checked(new ScalarQuantizedHnswSpec(values[0], values[1], values[2]));
      }
      case "diskbbq" -> {
        ints(rest, 0, "diskbbq");
        yield DiskBbqSpec.load();
      }
      default ->
          throw new IllegalArgumentException(
              "unknown; known: diskann[:name=value,...], hnsw:M:beam, hnswsq:bits:M:beam");
    };
  }

  /** Lets the format itself judge its parameters. */
  private static FormatSpec checked(FormatSpec spec) {
    spec.create();
    return spec;
  }

  private static int[] ints(String text, int count, String form) {
    String[] parts = text.isEmpty() ? new String[0] : text.split(":", -1);
    if (parts.length != count) {
      throw new IllegalArgumentException("not of the form " + form);
    }
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      try {
        values[i] = Integer.parseInt(parts[i]);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("not of the form " + form, e);
      }
    }
    return values;
  }
}
