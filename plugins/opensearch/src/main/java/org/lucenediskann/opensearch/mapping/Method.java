package org.lucenediskann.opensearch.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.lucenediskann.codec.Deferral;
import org.lucenediskann.codec.DiskAnnParameters;

/**
 * The {@code method} of a mapping: how graphs are built, in our words or in those of k-NN's HNSW.
 *
 * @param body as the user wrote it, for the mapping to give back
 * @param parameters what it means
 * @param spaceType k-NN's other place for it; null = not given here
 */
record Method(Map<String, Object> body, DiskAnnParameters parameters, SpaceType spaceType) {

  /** What is used where a mapping has no method. */
  static final Method DEFAULT = new Method(Map.of(), DiskAnnParameters.defaults(), null);

  private static final String OUR_NAME = "diskann";
  private static final String HNSW_NAME = "hnsw";
  private static final List<String> KNN_ENGINES = List.of("faiss", "lucene", "nmslib");

  private static final List<String> KEYS = List.of("name", "space_type", "engine", "parameters");
  private static final List<String> HNSW_WORDS = List.of("m", "ef_construction");
  private static final List<String> OUR_WORDS =
      List.of(
          "max_degree",
          "build_list_size",
          "alpha",
          "fanout",
          "leaf_size",
          "leaf_neighbors",
          "deferral");

  // Defaults of both, which make graphs of like quality: m 16 with ef_construction 100.
  private static final int HNSW_M = 16;
  private static final int HNSW_EF_CONSTRUCTION = 100;

  /**
   * Reads a method.
   *
   * @param node a JSON object
   * @param asKnnVector whether the field calls itself {@code knn_vector}: then the engines of k-NN
   *     may be named, and make no difference
   * @throws IllegalArgumentException if a word or a value is not known
   */
  static Method parse(Object node, boolean asKnnVector) {
    Map<String, Object> body = object("method", node);
    checkKeys("method", body.keySet(), KEYS);
    checkName(body.get("name"));
    checkEngine(body.get("engine"), asKnnVector);
    Map<String, Object> parameters =
        body.containsKey("parameters")
            ? object("method.parameters", body.get("parameters"))
            : Map.of();
    Object space = body.get("space_type");
    return new Method(
        body, graph(parameters), space == null ? null : SpaceType.of(String.valueOf(space)));
  }

  private static Map<String, Object> object(String name, Object node) {
    if (!(node instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException(name + " must be an object; " + name + "=" + node);
    }
    Map<String, Object> object = new LinkedHashMap<>();
    map.forEach((key, value) -> object.put(String.valueOf(key), value));
    return object;
  }

  private static void checkKeys(String name, Set<String> keys, List<String> known) {
    for (String key : keys) {
      if (!known.contains(key)) {
        throw new IllegalArgumentException(
            name + " knows " + known + "; it was given [" + key + "]");
      }
    }
  }

  private static void checkName(Object name) {
    if (!OUR_NAME.equals(name) && !HNSW_NAME.equals(name)) {
      throw new IllegalArgumentException(
          "method.name must be one of [diskann, hnsw]; method.name=" + name);
    }
  }

  private static void checkEngine(Object engine, boolean asKnnVector) {
    boolean known =
        engine == null
            || OUR_NAME.equals(engine)
            || (asKnnVector && KNN_ENGINES.contains(String.valueOf(engine)));
    if (!known) {
      throw new IllegalArgumentException(
          "method.engine must be [diskann] or absent; method.engine=" + engine);
    }
  }

  private static DiskAnnParameters graph(Map<String, Object> parameters) {
    if (parameters.containsKey("encoder")) {
      throw new IllegalArgumentException(
          "method.parameters has no encoder: ask for compression by compression_level");
    }
    Set<String> words = new TreeSet<>(HNSW_WORDS);
    words.retainAll(parameters.keySet());
    if (words.isEmpty()) {
      return ours(parameters);
    }
    if (words.size() < parameters.size()) {
      checkKeys("method.parameters", parameters.keySet(), all());
      throw new IllegalArgumentException(
          "method.parameters mixes words of hnsw with ours; use either "
              + words
              + " or the others");
    }
    return hnsw(parameters);
  }

  private static List<String> all() {
    Set<String> all = new TreeSet<>(OUR_WORDS);
    all.addAll(HNSW_WORDS);
    return List.copyOf(all);
  }

  /**
   * HNSW's level 0 has {@code 2m} neighbors. The rest grows with {@code ef_construction} from our
   * default, which stands for {@value #HNSW_EF_CONSTRUCTION}, to {@link DiskAnnParameters#quality},
   * which stands for twice that; lists also past it.
   */
  private static DiskAnnParameters hnsw(Map<String, Object> parameters) {
    DiskAnnParameters defaults = DiskAnnParameters.defaults();
    int m = wholeNumber("m", parameters.getOrDefault("m", HNSW_M));
    int ef =
        wholeNumber(
            "ef_construction", parameters.getOrDefault("ef_construction", HNSW_EF_CONSTRUCTION));
    checkRange("m", m, DiskAnnParameters.MIN_MAX_DEGREE / 2, DiskAnnParameters.MAX_MAX_DEGREE / 2);
    checkRange("ef_construction", ef, 2, DiskAnnParameters.MAX_BUILD_LIST_SIZE);
    int degree = 2 * m;
    int list = Math.max(degree, scaled(defaults.buildListSize(), ef));
    DiskAnnParameters quality = DiskAnnParameters.quality();
    int fanout = Math.clamp(scaled(defaults.fanout(), ef), defaults.fanout() / 2, quality.fanout());
    boolean fine = ef >= 2 * HNSW_EF_CONSTRUCTION;
    return defaults
        .withMaxDegree(degree)
        .withBuildListSize(list)
        .withFanout(fanout)
        .withLeafNeighbors(fine ? quality.leafNeighbors() : defaults.leafNeighbors());
  }

  private static int scaled(int standard, int efConstruction) {
    return Math.round((float) standard * efConstruction / HNSW_EF_CONSTRUCTION);
  }

  private static void checkRange(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + " must be in [" + min + ", " + max + "]; " + name + "=" + value);
    }
  }

  private static DiskAnnParameters ours(Map<String, Object> parameters) {
    checkKeys("method.parameters", parameters.keySet(), all());
    DiskAnnParameters graph = DiskAnnParameters.defaults();
    for (Map.Entry<String, Object> parameter : parameters.entrySet()) {
      graph = with(graph, parameter.getKey(), parameter.getValue());
    }
    return graph;
  }

  private static DiskAnnParameters with(DiskAnnParameters graph, String name, Object value) {
    return switch (name) {
      case "max_degree" -> graph.withMaxDegree(wholeNumber(name, value));
      case "build_list_size" -> graph.withBuildListSize(wholeNumber(name, value));
      case "alpha" -> graph.withAlpha(number(name, value).floatValue());
      case "fanout" -> graph.withFanout(wholeNumber(name, value));
      case "leaf_size" -> graph.withLeafSize(wholeNumber(name, value));
      case "leaf_neighbors" -> graph.withLeafNeighbors(wholeNumber(name, value));
      case "deferral" -> graph.withDeferral(deferral(value));
      default -> throw new AssertionError(name);
    };
  }

  private static Deferral deferral(Object value) {
    if (value instanceof String word) {
      return switch (word) {
        case "auto" -> Deferral.auto();
        case "never" -> Deferral.never();
        default ->
            throw new IllegalArgumentException(
                "deferral must be [auto], [never] or a number of vectors; deferral=" + word);
      };
    }
    return Deferral.vectors(wholeNumber("deferral", value));
  }

  private static Number number(String name, Object value) {
    if (value instanceof Number number) {
      return number;
    }
    throw new IllegalArgumentException(name + " must be a number; " + name + "=" + value);
  }

  private static int wholeNumber(String name, Object value) {
    double number = number(name, value).doubleValue();
    if (number != (int) number) {
      throw new IllegalArgumentException(name + " must be a whole number; " + name + "=" + value);
    }
    return (int) number;
  }
}
