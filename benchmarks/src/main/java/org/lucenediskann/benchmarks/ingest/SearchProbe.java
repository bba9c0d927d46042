package org.lucenediskann.benchmarks.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.lucenediskann.benchmarks.index.RowDocument;

/** Searches a near-real-time reader and reopens it, again and again while documents come in. */
final class SearchProbe implements Runnable {
  /** What a search found when {@code docs} documents were visible. */
  record Sample(int docs, int query, int[] rows) {}

  private final IndexWriter writer;
  private final IngestPlan plan;
  private final float[][] queries;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final List<Long> reopenNs = new ArrayList<>();
  private final List<Long> searchNs = new ArrayList<>();
  private final List<Sample> samples = new ArrayList<>();
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private long searchCpuNs;

  SearchProbe(IndexWriter writer, IngestPlan plan, float[][] queries) {
    this.writer = writer;
    this.plan = plan;
    this.queries = queries;
  }

  @Override
  public void run() {
    long pauseNs = TimeUnit.MILLISECONDS.toNanos(plan.reopenEveryMs()) / plan.searchesPerReopen();
    try (ReaderHolder current = new ReaderHolder(DirectoryReader.open(writer))) {
      for (int turn = 1; !stop.await(pauseNs, TimeUnit.NANOSECONDS); turn++) {
        if (turn % plan.searchesPerReopen() == 0) {
          reopen(current);
        }
        search(current.reader);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void reopen(ReaderHolder current) throws IOException {
    long startNs = System.nanoTime();
    DirectoryReader newer = DirectoryReader.openIfChanged(current.reader, writer);
    reopenNs.add(System.nanoTime() - startNs);
    if (newer != null) {
      current.replace(newer);
    }
  }

  /** Ends {@link #run()} after the reopen that goes on. */
  void stop() {
    stop.countDown();
  }

  private void search(DirectoryReader reader) throws IOException {
    if (reader.numDocs() == 0) {
      return;
    }
    long cpuNs = threads.getCurrentThreadCpuTime();
    IndexSearcher searcher = new IndexSearcher(reader);
    searcher.setQueryCache(null);
    int query = samples.size() % queries.length;
    long startNs = System.nanoTime();
    KnnFloatVectorQuery knn =
        new KnnFloatVectorQuery(RowDocument.VECTOR, queries[query], plan.listSize());
    ScoreDoc[] hits = searcher.search(knn, plan.k()).scoreDocs;
    searchNs.add(System.nanoTime() - startNs);
    samples.add(new Sample(reader.numDocs(), query, rows(reader, hits)));
    searchCpuNs += threads.getCurrentThreadCpuTime() - cpuNs;
  }

  private static int[] rows(DirectoryReader reader, ScoreDoc[] hits) throws IOException {
    int[] rows = new int[hits.length];
    for (int i = 0; i < hits.length; i++) {
      int leafIndex = ReaderUtil.subIndex(hits[i].doc, reader.leaves());
      LeafReaderContext leaf = reader.leaves().get(leafIndex);
      NumericDocValues values = leaf.reader().getNumericDocValues(RowDocument.ROW);
      values.advance(hits[i].doc - leaf.docBase);
      rows[i] = (int) values.longValue();
    }
    return rows;
  }

  long[] reopenNs() {
    return reopenNs.stream().mapToLong(Long::longValue).toArray();
  }

  long[] searchNs() {
    return searchNs.stream().mapToLong(Long::longValue).toArray();
  }

  List<Sample> samples() {
    return samples;
  }

  /** CPU seconds spent in searches. */
  double searchCpuSeconds() {
    return searchCpuNs / 1e9;
  }

  /** The reader in use; the one before is closed. */
  private static final class ReaderHolder implements AutoCloseable {
    private DirectoryReader reader;

    ReaderHolder(DirectoryReader reader) {
      this.reader = reader;
    }

    void replace(DirectoryReader newer) throws IOException {
      reader.close();
      reader = newer;
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
