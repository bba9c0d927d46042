package org.lucenediskann.benchmarks.engines;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.util.NamedThreadFactory;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.progress.Progress;

/**
 * Sends the first rows of the data as documents whose ids are row numbers, several threads a
 * request at a time each.
 *
 * @param rows how many
 * @param docsPerRequest documents in each request but the last
 * @param clients threads
 */
record BulkLoad(Cluster cluster, JsonVectors vectors, int rows, int docsPerRequest, int clients) {
  void into(String index, Progress progress) {
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> sent = new ArrayList<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(clients, new NamedThreadFactory("client"))) {
      for (int client = 0; client < clients; client++) {
        sent.add(threads.submit(() -> send(index, next, progress)));
      }
    }
    sent.forEach(BulkLoad::rethrow);
  }

  private void send(String index, AtomicInteger next, Progress progress) {
    boolean failed = true;
    try {
      for (int from = take(next); from < rows; from = take(next)) {
        int to = Math.min(rows, from + docsPerRequest);
        cluster.add(index, lines(from, to));
        progress.step(to - from);
      }
      failed = false;
    } finally {
      if (failed) {
        next.set(rows); // the others need not go on
      }
    }
  }

  private int take(AtomicInteger next) {
    return next.getAndUpdate(from -> Math.min(rows, from + docsPerRequest));
  }

  private String lines(int from, int to) {
    StringBuilder lines = new StringBuilder();
    for (int row = from; row < to; row++) {
      lines.append("{\"index\":{\"_id\":\"").append(row).append("\"}}\n{\"");
      lines.append(Engine.FIELD).append("\":").append(vectors.base(row)).append("}\n");
    }
    return lines.toString();
  }

  private static void rethrow(Future<?> client) {
    try {
      client.get();
    } catch (ExecutionException e) {
      throw new DataException(e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DataException("interrupted", e);
    }
  }
}
