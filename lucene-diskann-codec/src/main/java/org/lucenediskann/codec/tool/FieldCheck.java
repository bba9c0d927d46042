package org.lucenediskann.codec.tool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.search.VectorScorer;
import org.lucenediskann.codec.graph.Graph;
import org.lucenediskann.codec.graph.GraphReport;
import org.lucenediskann.codec.graph.GraphValidator;
import org.lucenediskann.codec.graph.Router;

/** Checks one field: its vectors, its graph and router, and what searches return. */
final class FieldCheck {

  private static final int BETWEEN_REPORTS = 10_000;
  private static final int SEARCHES = 16;
  private static final int HITS = 10;
  private static final float TOLERANCE = 1e-4f; // of a score: sums in another order

  private final StoredField field;
  private final Progress progress;
  private final List<String> problems = new ArrayList<>();

  FieldCheck(StoredField field, Progress progress) {
    this.field = field;
    this.progress = progress;
  }

  List<String> problems() {
    return problems;
  }

  void run() throws IOException {
    StoredVectors vectors = field.vectors();
    int size = vectors.values().size();
    if (size != field.entry().size()) {
      problem("%d vectors, but %d in the meta file", size, field.entry().size());
      return;
    }
    checkDocuments(vectors.values());
    checkVectors(vectors);
    if (field.entry().hasGraph()) {
      checkGraph(field.graph());
    }
    for (int i = 0; i < Math.min(SEARCHES, size); i++) {
      checkSearch(vectors, (int) ((long) size * i / SEARCHES) % size);
    }
  }

  /** Each ordinal belongs to one document, in ascending order. */
  private void checkDocuments(KnnVectorValues values) throws IOException {
    KnnVectorValues.DocIndexIterator iterator = values.iterator();
    int ord = 0;
    int doc = iterator.nextDoc();
    for (; doc != DocIdSetIterator.NO_MORE_DOCS; doc = iterator.nextDoc()) {
      if (doc >= field.maxDoc() || iterator.index() != ord || values.ordToDoc(ord) != doc) {
        problem("ordinal %d does not belong to document %d", iterator.index(), doc);
        return;
      }
      ord++;
    }
    if (ord != values.size()) {
      problem("%d documents have %d vectors", ord, values.size());
    }
  }

  private void checkVectors(StoredVectors vectors) throws IOException {
    int size = vectors.values().size();
    for (int ord = 0; ord < size; ord++) {
      if (!vectors.isFinite(ord)) {
        problem("the vector of ordinal %d has elements that are no numbers", ord);
        return;
      }
      if (ord % BETWEEN_REPORTS == 0) {
        progress.at(field.label() + ": vectors checked", ord, size);
      }
    }
  }

  private void checkGraph(Graph graph) throws IOException {
    progress.at(field.label() + ": graph checked", 0, graph.size());
    GraphReport report = GraphValidator.validate(graph);
    check("graph", report);
    if (report.edgeCount() != field.entry().edgeCount()) {
      problem("%d edges, but %d in the meta file", report.edgeCount(), field.entry().edgeCount());
    }
    List<Router.Level> levels = graph.router().levels();
    for (int i = 0; i < levels.size(); i++) {
      check("router level " + i, GraphValidator.validate(levels.get(i).graph()));
      if (i + 1 < levels.size()) {
        checkContained(i, levels.get(i), levels.get(i + 1));
      }
    }
  }

  private void check(String what, GraphReport report) {
    if (!report.isSound()) {
      problem("%s: %s", what, report.firstProblem());
    }
  }

  private void checkContained(int number, Router.Level level, Router.Level next) {
    for (int node : level.nodes()) {
      if (next.positionOf(node) < 0) {
        problem("node %d of router level %d is not in the next", node, number);
        return;
      }
    }
  }

  /** Each hit is a live document with a vector, comes once and has the score that it must have. */
  private void checkSearch(StoredVectors vectors, int ord) throws IOException {
    TopKnnCollector collector = new TopKnnCollector(HITS, Integer.MAX_VALUE);
    vectors.search(ord, collector, AcceptDocs.fromLiveDocs(field.live(), field.maxDoc()));
    Set<Integer> seen = new HashSet<>();
    for (ScoreDoc hit : collector.topDocs().scoreDocs) {
      if (!seen.add(hit.doc) || hit.doc >= field.maxDoc() || !field.isLive(hit.doc)) {
        problem("the search for ordinal %d returns document %d", ord, hit.doc);
      } else {
        checkScore(ord, hit, vectors.scorer(ord));
      }
    }
  }

  private void checkScore(int ord, ScoreDoc hit, VectorScorer scorer) throws IOException {
    if (scorer.iterator().advance(hit.doc) != hit.doc) {
      problem("the search for ordinal %d returns document %d without vector", ord, hit.doc);
      return;
    }
    float score = scorer.score();
    if (!(Math.abs(score - hit.score) <= TOLERANCE * Math.max(1e-3f, Math.abs(score)))) {
      problem(
          "the search for ordinal %d scores document %d %s, not %s",
          ord, hit.doc, hit.score, score);
    }
  }

  private void problem(String format, Object... arguments) {
    problems.add(String.format(Locale.ROOT, format, arguments));
  }
}
