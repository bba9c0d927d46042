package org.lucenediskann.codec.tool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.util.hnsw.NeighborQueue;
import org.lucenediskann.codec.DiskAnnSearchStrategy;

/**
 * Recall of one field by size of the search list. The queries are some of its own vectors; none of
 * them counts as its own neighbor, being too easy to find.
 */
final class RecallCurve {

  /** Of a score: how far apart the sums of an exact scan and of a search may be. */
  private static final float TOLERANCE = 1e-6f;

  /** A query: a vector, and the least score of its k nearest others. */
  private record Query(Sample.Member vector, int neighbors, float leastScore) {}

  /** One point. */
  private record Point(int listSize, double recall, double visited) {}

  private final StoredField field;
  private final StoredVectors vectors;
  private final int k;
  private final Progress progress;
  private final List<Query> queries = new ArrayList<>();
  private final List<Point> points = new ArrayList<>();

  private RecallCurve(StoredField field, int k, Progress progress) throws IOException {
    this.field = field;
    this.vectors = field.vectors();
    this.k = k;
    this.progress = progress;
  }

  /**
   * Measures.
   *
   * @param k neighbors wanted
   * @param count of queries, fewer if there are not so many live vectors
   */
  static RecallCurve measure(
      StoredField field, int k, int count, int[] listSizes, long seed, Progress progress)
      throws IOException {
    RecallCurve curve = new RecallCurve(field, k, progress);
    curve.scan(Sample.of(field, curve.vectors, count, seed));
    for (int listSize : listSizes) {
      curve.search(listSize);
    }
    return curve;
  }

  private void scan(List<Sample.Member> sample) throws IOException {
    for (Sample.Member vector : sample) {
      progress.at(field.label() + ": exact scans", queries.size(), sample.size());
      NeighborQueue nearest = nearest(vector);
      if (nearest.size() > 0) {
        queries.add(new Query(vector, nearest.size(), nearest.topScore()));
      }
    }
  }

  /** The k best of all others, the worst on top. */
  private NeighborQueue nearest(Sample.Member vector) throws IOException {
    NeighborQueue nearest = new NeighborQueue(k, false);
    VectorScorer scorer = vectors.scorer(vector.ord());
    DocIdSetIterator documents = scorer.iterator();
    for (int doc = documents.nextDoc();
        doc != DocIdSetIterator.NO_MORE_DOCS;
        doc = documents.nextDoc()) {
      if (doc != vector.doc() && field.isLive(doc)) {
        offer(nearest, doc, scorer.score());
      }
    }
    return nearest;
  }

  private void offer(NeighborQueue nearest, int doc, float score) {
    if (nearest.size() < k) {
      nearest.add(doc, score);
    } else {
      nearest.insertWithOverflow(doc, score);
    }
  }

  private void search(int listSize) throws IOException {
    DiskAnnSearchStrategy strategy = DiskAnnSearchStrategy.defaults().withSearchListSize(listSize);
    long found = 0;
    long wanted = 0;
    long visited = 0;
    for (Query query : queries) {
      TopKnnCollector collector = new TopKnnCollector(k + 1, Integer.MAX_VALUE, strategy);
      AcceptDocs live = AcceptDocs.fromLiveDocs(field.live(), field.maxDoc());
      vectors.search(query.vector().ord(), collector, live);
      found += found(query, collector.topDocs().scoreDocs);
      wanted += query.neighbors();
      visited += collector.visitedCount();
    }
    if (wanted > 0) {
      points.add(new Point(listSize, (double) found / wanted, (double) visited / queries.size()));
    }
  }

  private static int found(Query query, ScoreDoc[] hits) {
    float least = query.leastScore() - TOLERANCE * Math.abs(query.leastScore());
    int found = 0;
    for (ScoreDoc hit : hits) {
      found += hit.doc != query.vector().doc() && hit.score >= least ? 1 : 0;
    }
    return Math.min(found, query.neighbors());
  }

  /** Greatest recall of the curve; 1 if nothing could be measured. */
  double best() {
    return points.stream().mapToDouble(Point::recall).max().orElse(1);
  }

  Section section() {
    List<Section> curve = new ArrayList<>();
    for (Point point : points) {
      curve.add(
          new Section()
              .put("listSize", point.listSize())
              .put("recall", point.recall())
              .put("visited", point.visited()));
    }
    return new Section()
        .put("segment", field.segment())
        .put("field", field.info().name)
        .put("vectors", field.entry().size())
        .put("queries", queries.size())
        .put("curve", curve);
  }
}
