package org.lucenediskann.benchmarks.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads a data folder.
 *
 * <ul>
 *   <li>{@code meta.json} with {@code dim} and {@code metric} (and, if given, {@code name}, {@code
 *       n}, {@code nq}, which are then checked), {@code base.f32} or {@code base.u8}, {@code
 *       query.f32} or {@code query.u8}, and if known {@code gt.i32} and {@code order_natural.i32};
 *   <li>or {@code *base.fvecs|bvecs}, {@code *query.fvecs|bvecs} and if known {@code
 *       *groundtruth.ivecs}; the metric is then euclidean unless {@code meta.json} says otherwise;
 *   <li>or luceneutil's {@code .vec}, bare rows of floats: the one with "quer" or "task" in its
 *       name holds the queries, the other the vectors. Their dimension is in their names ({@code
 *       -768d.}) or in {@code meta.json}.
 * </ul>
 */
public final class DataSetReader {
  private static final List<String> MATRIX_ENDINGS = List.of(".f32", ".u8", ".fvecs", ".bvecs");

  private static final String VEC = ".vec";
  private static final Pattern DIMENSION = Pattern.compile("[-._](\\d{1,5})d[-._]");

  private final Path dir;
  private final JsonNode meta;

  private DataSetReader(Path dir, JsonNode meta) {
    this.dir = dir;
    this.meta = meta;
  }

  /**
   * Opens the data in {@code dir}; the vectors stay in mapped files.
   *
   * @throws DataException if files are missing, truncated, or contradict each other
   */
  public static DataSet open(Path dir) throws IOException {
    if (Files.isDirectory(dir) == false) {
      throw new DataException("no such data folder: " + dir);
    }
    return new DataSetReader(dir, readMeta(dir.resolve("meta.json"))).read();
  }

  private static JsonNode readMeta(Path file) throws IOException {
    ObjectMapper json = new ObjectMapper();
    if (Files.exists(file) == false) {
      return json.createObjectNode();
    }
    try {
      return json.readTree(file.toFile());
    } catch (JsonProcessingException e) {
      throw new DataException(file + " is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private DataSet read() throws IOException {
    Path baseFile = matrixFile("base");
    Vectors base = openMatrix(baseFile);
    Vectors queries = openMatrix(matrixFile("query"));
    check("n", base.size());
    check("nq", queries.size());
    return new DataSet(
        meta.path("name").asText(dir.toAbsolutePath().normalize().getFileName().toString()),
        Metric.parse(meta.path("metric").asText("euclidean")),
        base,
        queries,
        readNeighbors(queries.size(), base.size()),
        readNaturalOrder(base.size()),
        baseFile.toString().endsWith("8") || baseFile.toString().endsWith(".bvecs"));
  }

  private Path matrixFile(String role) throws IOException {
    for (String ending : MATRIX_ENDINGS) {
      Optional<Path> file = fileEnding(role + ending);
      if (file.isPresent()) {
        return file.get();
      }
    }
    return vecFile(role);
  }

  private Path vecFile(String role) throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      List<Path> found =
          files
              .filter(file -> file.toString().endsWith(VEC))
              .filter(file -> holdsQueries(file) == role.equals("query"))
              .toList();
      if (found.size() == 1) {
        return found.getFirst();
      }
      throw DataException.of(
          "%s has no %s.f32, %s.u8, *%s.fvecs or *%s.bvecs, and %d .vec files that may be it",
          dir, role, role, role, role, found.size());
    }
  }

  private static boolean holdsQueries(Path vec) {
    String name = vec.getFileName().toString();
    return name.contains("quer") || name.contains("task");
  }

  private Optional<Path> fileEnding(String ending) throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      return files.filter(f -> f.getFileName().toString().endsWith(ending)).sorted().findFirst();
    }
  }

  private Vectors openMatrix(Path file) throws IOException {
    String name = file.toString();
    if (name.endsWith(".fvecs")) {
      return VectorFile.openVecs(file, Element.FLOAT32);
    }
    if (name.endsWith(".bvecs")) {
      return VectorFile.openVecs(file, Element.UINT8);
    }
    Element element = name.endsWith(".u8") ? Element.UINT8 : Element.FLOAT32;
    return VectorFile.openRaw(file, element, dimension(file));
  }

  private int dimension(Path file) {
    Matcher named = DIMENSION.matcher(file.getFileName().toString());
    if (meta.path("dim").isInt()) {
      return meta.path("dim").asInt();
    } else if (file.toString().endsWith(VEC) && named.find()) {
      return Integer.parseInt(named.group(1));
    }
    throw new DataException(dir + " needs a meta.json with dim and metric");
  }

  private void check(String key, int found) {
    if (meta.has(key) && meta.get(key).asInt() != found) {
      throw DataException.of(
          "%s/meta.json says %s = %s, the file holds %d", dir, key, meta.get(key), found);
    }
  }

  private Optional<int[][]> readNeighbors(int queryCount, int baseSize) throws IOException {
    Optional<Path> vecs = fileEnding("groundtruth.ivecs");
    Path raw = dir.resolve("gt.i32");
    if (vecs.isEmpty() && Files.exists(raw) == false) {
      return Optional.empty();
    }
    Path file = vecs.orElse(raw);
    int[][] rows = vecs.isPresent() ? IntFile.readVecs(file) : IntFile.readTable(file, queryCount);
    if (rows.length != queryCount) {
      throw new DataException(
          file + " has " + rows.length + " rows for " + queryCount + " queries");
    }
    for (int[] row : rows) {
      checkRows(file, row, baseSize);
    }
    return Optional.of(rows);
  }

  private Optional<int[]> readNaturalOrder(int baseSize) throws IOException {
    Path file = dir.resolve("order_natural.i32");
    if (Files.exists(file) == false) {
      return Optional.empty();
    }
    int[] order = IntFile.readColumn(file, baseSize);
    checkRows(file, order, baseSize);
    if (Arrays.stream(order).distinct().count() < baseSize) {
      throw new DataException(file + " does not name every row once");
    }
    return Optional.of(order);
  }

  private static void checkRows(Path file, int[] rows, int baseSize) {
    for (int row : rows) {
      if (row < 0 || row >= baseSize) {
        throw new DataException(file + " names row " + row + " of " + baseSize);
      }
    }
  }
}
