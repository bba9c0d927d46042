package org.lucenediskann.benchmarks.peer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.MultiDocValues;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.RescoreTopNQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.Version;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.formats.FormatSpec;
import org.lucenediskann.benchmarks.index.IndexCost;
import org.lucenediskann.benchmarks.index.IndexPlan;
import org.lucenediskann.benchmarks.index.Indexer;
import org.lucenediskann.benchmarks.index.RowDocument;
import org.lucenediskann.benchmarks.progress.Progress;
import org.lucenediskann.benchmarks.search.Hits;

/**
 * A vectors format in a Lucene index, searched with the queries that its users have.
 *
 * @param segments flushes before the force merge
 */
record LucenePeer(DataSet data, FormatSpec format, int segments, int threads) implements Peer {
  @Override
  public String library() {
    return Library.of(format.create().getClass()) + ", Lucene " + Version.LATEST;
  }

  @Override
  public Map<String, Object> parameters() {
    return format.parameters();
  }

  @Override
  public Built build(int[] rows, Path dir) throws IOException {
    int docsPerFlush = IndexPlan.docsPerFlush(rows.length, segments);
    IndexPlan plan = new IndexPlan(rows, docsPerFlush, segments > 1, threads, false);
    IndexCost cost = new Indexer(data, plan).index(format, dir, Progress.NONE);
    return new Built(cost.index(), cost.merge());
  }

  @Override
  public Searcher open(Path dir) throws IOException {
    return new QuerySearcher(format, DirectoryReader.open(new MMapDirectory(dir)));
  }

  private static final class QuerySearcher implements Searcher {
    private final FormatSpec format;
    private final DirectoryReader reader;
    private final IndexSearcher searcher;
    private final int[] rows; // by document

    QuerySearcher(FormatSpec format, DirectoryReader reader) throws IOException {
      this.format = format;
      this.reader = reader;
      this.searcher = new IndexSearcher(reader);
      this.rows = new int[reader.maxDoc()];
      NumericDocValues values = MultiDocValues.getNumericValues(reader, RowDocument.ROW);
      for (int doc = values.nextDoc(); doc < rows.length; doc = values.nextDoc()) {
        rows[doc] = (int) values.longValue();
      }
    }

    @Override
    public Hits search(float[] target, int k, int listSize) throws IOException {
      KnnCollector wanted = format.collector(k, listSize);
      CountingQuery knn = new CountingQuery(target, wanted.k(), wanted.getSearchStrategy());
      Query query =
          format.rescored()
              ? RescoreTopNQuery.createFullPrecisionRescorerQuery(
                  knn, target, RowDocument.VECTOR, k)
              : knn;
      ScoreDoc[] best = searcher.search(query, k).scoreDocs;
      int[] found = new int[best.length];
      for (int i = 0; i < found.length; i++) {
        found[i] = rows[best[i].doc];
      }
      return new Hits(found, knn.visited);
    }

    @Override
    public void close() throws IOException {
      reader.close();
      reader.directory().close();
    }
  }

  /** Tells how many vectors, or codes of them, were compared with the target. */
  private static final class CountingQuery extends KnnFloatVectorQuery {
    private long visited;

    CountingQuery(float[] target, int k, KnnSearchStrategy strategy) {
      super(RowDocument.VECTOR, target, k, null, strategy);
    }

    @Override
    protected TopDocs mergeLeafResults(TopDocs[] perLeaf) {
      TopDocs merged = super.mergeLeafResults(perLeaf);
      visited = merged.totalHits.value();
      return merged;
    }
  }
}
