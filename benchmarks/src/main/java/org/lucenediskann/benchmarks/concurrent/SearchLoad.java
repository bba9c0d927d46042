package org.lucenediskann.benchmarks.concurrent;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.apache.lucene.util.NamedThreadFactory;
import org.lucenediskann.benchmarks.data.Vectors;
import org.lucenediskann.benchmarks.search.OpenIndex;

/** Threads that search one reader, each query after query, while something else goes on. */
final class SearchLoad {
  private final OpenIndex index;
  private final float[][] queries;
  private final int k;
  private final int listSize;
  private volatile boolean over;

  /** What goes on meanwhile. */
  interface Meanwhile {
    void run() throws IOException, InterruptedException;
  }

  SearchLoad(OpenIndex index, Vectors queries, int k, int listSize) {
    this.index = index;
    this.queries = new float[queries.size()][];
    Arrays.setAll(this.queries, queries::row);
    this.k = k;
    this.listSize = listSize;
  }

  /** Searches until {@code meanwhile} has ended; times of all queries in ns, at least one each. */
  long[] timesNs(int threads, Meanwhile meanwhile) throws IOException {
    over = false;
    List<Future<long[]>> searching = new ArrayList<>();
    try (ExecutorService pool =
        Executors.newFixedThreadPool(threads, new NamedThreadFactory("search"))) {
      for (int thread = 0; thread < threads; thread++) {
        int first = thread * queries.length / threads;
        searching.add(pool.submit(() -> searchFrom(first)));
      }
      try {
        meanwhile.run();
      } finally {
        over = true;
      }
      LongStream all = LongStream.empty();
      for (Future<long[]> times : searching) {
        all = LongStream.concat(all, Arrays.stream(times.get()));
      }
      return all.toArray();
    } catch (ExecutionException e) {
      throw new IOException("a search failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private long[] searchFrom(int first) throws IOException {
    LongStream.Builder times = LongStream.builder();
    int query = first;
    do {
      long from = System.nanoTime();
      index.search(queries[query], k, listSize);
      times.add(System.nanoTime() - from);
      query = (query + 1) % queries.length;
    } while (!over);
    return times.build().toArray();
  }
}
