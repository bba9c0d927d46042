package org.lucenediskann.benchmarks.merge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.lucenediskann.benchmarks.index.IndexSession;
import org.lucenediskann.benchmarks.progress.Progress;

/**
 * What is merged.
 *
 * @param segments the rows of each segment, in the order they are added
 * @param deleted rows deleted before the merge
 * @param order name of the order of rows
 * @param threads a merge may use
 * @param bytes whether vectors are stored as bytes
 */
record MergePlan(List<int[]> segments, int[] deleted, String order, int threads, boolean bytes) {

  /** Cuts {@code rows} into consecutive pieces in proportion to {@code shares}, none empty. */
  static List<int[]> cut(int[] rows, int[] shares) {
    long total = Arrays.stream(shares).asLongStream().sum();
    List<int[]> segments = new ArrayList<>();
    long shareEnd = 0;
    int from = 0;
    for (int i = 0; i < shares.length; i++) {
      shareEnd += shares[i];
      int end = (int) Math.round((double) shareEnd / total * rows.length);
      int to = Math.min(Math.max(end, from + 1), rows.length - (shares.length - 1 - i));
      segments.add(Arrays.copyOfRange(rows, from, to));
      from = to;
    }
    return segments;
  }

  /** {@code count} of {@code rows}, chosen at random. */
  static int[] choose(int[] rows, int count, long seed) {
    int[] shuffled = rows.clone();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < count; i++) {
      int other = i + random.nextInt(shuffled.length - i);
      int row = shuffled[other];
      shuffled[other] = shuffled[i];
      shuffled[i] = row;
    }
    return Arrays.copyOf(shuffled, count);
  }

  /** The same with the first rows of every segment, all in all {@code count} or so. */
  MergePlan limitedTo(int count) {
    double share = Math.min(1, (double) count / size());
    List<int[]> parts =
        segments.stream()
            .map(rows -> Arrays.copyOf(rows, Math.max(1, (int) Math.round(share * rows.length))))
            .toList();
    return new MergePlan(parts, deleted, order, threads, bytes);
  }

  /** Adds the segments, deletes what is to be deleted, and commits. */
  void addTo(IndexSession index, Progress progress) throws IOException {
    for (int[] rows : segments) {
      index.add(rows, progress);
    }
    index.delete(deleted);
    index.commit();
  }

  /** The rows that are left, in the order they were added. */
  int[] liveRows() {
    BitSet dead = new BitSet();
    IntStream.of(deleted).forEach(dead::set);
    return segments.stream().flatMapToInt(Arrays::stream).filter(row -> !dead.get(row)).toArray();
  }

  /** Number of all rows added. */
  int size() {
    return segments.stream().mapToInt(rows -> rows.length).sum();
  }
}
