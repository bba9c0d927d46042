package org.lucenediskann.benchmarks.fetch;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.data.DataSetReader;
import org.lucenediskann.benchmarks.data.Metric;
import org.lucenediskann.benchmarks.search.ExactSearch;

/**
 * A data set made of texts.
 *
 * @param name of the set, and of its folder
 * @param source where texts and vectors come from
 * @param texts as they come where they were collected; of equal ones the first counts
 */
public record TextSet(
    String name, String source, Metric metric, List<Text> texts, Embedder embedder) {
  private static final long SEED = 42;
  private static final int NEIGHBORS = 100;
  private static final String TRUTH = "gt.i32";

  /** A text and its place among all. */
  private record Placed(int place, Text text) {}

  /**
   * Writes a data folder of {@code size} vectors and {@code queryCount} queries that are none of
   * them, drawn at random but always the same. Does nothing if it is there already.
   *
   * @param cache folder of all sets and of vectors made so far
   * @return the folder
   */
  public Path write(Path cache, int size, int queryCount) throws IOException {
    List<Placed> drawn = drawn();
    if (size < 1 || queryCount < 1 || size > drawn.size() - queryCount) {
      throw DataException.of(
          "%s has %,d texts: not enough for %,d vectors and %,d queries",
          name, drawn.size(), size, queryCount);
    }
    Path folder = Files.createDirectories(cache.resolve(name + "-" + size + "-" + queryCount));
    if (Files.exists(folder.resolve(TRUTH)) == false) {
      EmbeddingCache vectors = new EmbeddingCache(cache.resolve(name + ".f32"), embedder);
      vectors.fill(drawn.stream().limit(queryCount + size).map(d -> d.text().text()).toList());
      vectors.copy(0, queryCount, folder.resolve("query.f32"));
      vectors.copy(queryCount, queryCount + size, folder.resolve("base.f32"));
      describe(folder, drawn.subList(queryCount, queryCount + size), queryCount);
      writeTruth(folder);
    }
    return folder;
  }

  /** All distinct texts in random order: a larger set begins as a smaller one does. */
  private List<Placed> drawn() {
    Set<String> seen = new HashSet<>();
    List<Placed> distinct = new ArrayList<>();
    for (Text text : texts) {
      if (seen.add(text.text())) {
        distinct.add(new Placed(distinct.size(), text));
      }
    }
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = distinct.size() - 1; i > 0; i--) {
      distinct.set(i, distinct.set(random.nextInt(i + 1), distinct.get(i)));
    }
    return distinct;
  }

  private void describe(Path folder, List<Placed> rows, int queryCount) throws IOException {
    writeInts(folder.resolve("labels.i32"), rows.stream().mapToInt(row -> row.text().label()));
    writeInts(
        folder.resolve("order_natural.i32"),
        IntStream.range(0, rows.size())
            .boxed()
            .sorted(Comparator.comparingInt(row -> rows.get(row).place()))
            .mapToInt(Integer::intValue));
    Map<String, Object> meta = new LinkedHashMap<>();
    meta.put("name", folder.getFileName().toString());
    meta.put("n", rows.size());
    meta.put("nq", queryCount);
    meta.put("dim", embedder.dimension());
    meta.put("metric", metric.name().toLowerCase(Locale.ROOT));
    meta.put("dtype", "f32");
    meta.put("gt_k", Math.min(NEIGHBORS, rows.size()));
    meta.put("source", source);
    new ObjectMapper()
        .writerWithDefaultPrettyPrinter()
        .writeValue(folder.resolve("meta.json").toFile(), meta);
  }

  /** Last of all, and at once: where there is truth, the folder is complete. */
  private static void writeTruth(Path folder) throws IOException {
    int[][] neighbors = ExactSearch.neighbors(DataSetReader.open(folder), NEIGHBORS);
    Path unfinished = folder.resolve(TRUTH + ".part");
    writeInts(unfinished, Arrays.stream(neighbors).flatMapToInt(Arrays::stream));
    Files.move(unfinished, folder.resolve(TRUTH));
  }

  private static void writeInts(Path file, IntStream values) throws IOException {
    int[] all = values.toArray();
    ByteBuffer bytes =
        ByteBuffer.allocate(all.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(all);
    Files.write(file, bytes.array());
  }
}
