package org.lucenediskann.benchmarks.filter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.NumericUtils;
import org.lucenediskann.benchmarks.data.Column;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.data.DataSet;

/** Makes filters by their names. */
final class FilterKinds {
  private static final long SEED = 42;
  private static final int PIVOTS = 16;
  private static final List<String> CLASSES = List.of("category", "labels");
  private static final List<String> VALUES = List.of("textlen");

  private final DataSet data;
  private final Path folder;
  private final int[] nearest; // row of each query
  private final int[] shuffled;

  /**
   * Prepares for filters of {@code data}.
   *
   * @param folder holds columns
   * @param nearest the row nearest to each query
   */
  FilterKinds(DataSet data, Path folder, int[] nearest) {
    this.data = data;
    this.folder = folder;
    this.nearest = nearest;
    this.shuffled = IntStream.range(0, data.base().size()).toArray();
    shuffle(shuffled);
  }

  private static void shuffle(int[] rows) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = rows.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int row = rows[i];
      rows[i] = rows[j];
      rows[j] = row;
    }
  }

  /** The kinds of these names; null = all that the data allows. */
  List<FilterKind> of(List<String> names) throws IOException {
    List<FilterKind> kinds = new ArrayList<>();
    for (String name : names == null ? allNames() : names) {
      kinds.add(kind(name));
    }
    return kinds;
  }

  private List<String> allNames() {
    List<String> names = new ArrayList<>(List.of("random", "near", "far"));
    CLASSES.stream()
        .filter(this::isThere)
        .limit(1)
        .forEach(column -> names.addAll(List.of("same:" + column, "other:" + column)));
    VALUES.stream().filter(this::isThere).forEach(column -> names.add("least:" + column));
    return names;
  }

  private boolean isThere(String column) {
    return Files.exists(Column.file(folder, column));
  }

  private FilterKind kind(String name) throws IOException {
    int colon = name.indexOf(':');
    String way = colon < 0 ? name : name.substring(0, colon + 1);
    String column = name.substring(colon + 1);
    return switch (way) {
      case "random" -> new FilterKind(name, new int[nearest.length], group -> shuffled);
      case "near" -> byPivot(name, false);
      case "far" -> byPivot(name, true);
      case "same:" -> byClass(name, column(column), false);
      case "other:" -> byClass(name, column(column), true);
      case "least:" -> byValue(name, column(column));
      default ->
          throw new DataException(
              "unknown filter '"
                  + name
                  + "'; known: random, near, far, same:FILE, other:FILE, least:FILE");
    };
  }

  private int[] column(String name) throws IOException {
    return Column.read(Column.file(folder, name), data.base().size());
  }

  private FilterKind byPivot(String name, boolean farthest) {
    int[] pivots = Arrays.copyOf(shuffled, Math.min(PIVOTS, shuffled.length));
    int[][] orders = Arrays.stream(pivots).mapToObj(this::nearestFirst).toArray(int[][]::new);
    int[] groups =
        IntStream.range(0, nearest.length).map(query -> nearestOf(pivots, query)).toArray();
    return new FilterKind(name, groups, reversedIf(farthest, group -> orders[group]));
  }

  private int nearestOf(int[] pivots, int query) {
    float[] target = data.queries().row(query);
    VectorSimilarityFunction judge = data.metric().judge();
    return IntStream.range(0, pivots.length)
        .boxed()
        .max(Comparator.comparing(i -> judge.compare(target, data.base().row(pivots[i]))))
        .orElseThrow();
  }

  private int[] nearestFirst(int pivot) {
    float[] target = data.base().row(pivot);
    VectorSimilarityFunction judge = data.metric().judge();
    return IntStream.range(0, shuffled.length)
        .mapToLong(row -> key(judge.compare(target, data.base().row(row)), row))
        .sorted()
        .mapToInt(key -> (int) key)
        .toArray();
  }

  /** Sorts the greatest score first. */
  private static long key(float score, int row) {
    return (long) ~NumericUtils.floatToSortableInt(score) << Integer.SIZE | row;
  }

  /** The query's class, then the others; or all others first. */
  private FilterKind byClass(String name, int[] classes, boolean others) {
    int[] groups = Arrays.stream(nearest).map(row -> classes[row]).toArray();
    IntFunction<int[]> ownFirst =
        own ->
            Stream.<IntPredicate>of(row -> classes[row] == own, row -> classes[row] != own)
                .flatMapToInt(side -> Arrays.stream(shuffled).filter(side))
                .toArray();
    return new FilterKind(name, groups, reversedIf(others, ownFirst));
  }

  private static IntFunction<int[]> reversedIf(boolean reversed, IntFunction<int[]> orders) {
    return reversed ? group -> reversed(orders.apply(group)) : orders;
  }

  private static int[] reversed(int[] order) {
    return IntStream.range(0, order.length).map(i -> order[order.length - 1 - i]).toArray();
  }

  private FilterKind byValue(String name, int[] values) {
    int[] order =
        LongStream.range(0, values.length)
            .map(i -> (long) values[shuffled[(int) i]] << Integer.SIZE | i)
            .sorted()
            .mapToInt(key -> shuffled[(int) key])
            .toArray();
    return new FilterKind(name, new int[nearest.length], group -> order);
  }
}
