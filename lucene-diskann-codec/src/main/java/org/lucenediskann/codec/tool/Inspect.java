package org.lucenediskann.codec.tool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.index.SegmentCommitInfo;
import org.lucenediskann.codec.graph.Graph;
import org.lucenediskann.codec.graph.GraphReport;
import org.lucenediskann.codec.graph.GraphValidator;
import org.lucenediskann.codec.graph.Router;
import org.lucenediskann.codec.store.FieldEntry;

/** Tells what is in the files. */
final class Inspect {

  private final Progress progress;
  private boolean sound = true;

  private Inspect(Progress progress) {
    this.progress = progress;
  }

  static Report run(IndexFolder index, Options options, Progress progress) throws IOException {
    Inspect inspect = new Inspect(progress);
    List<Section> segments = new ArrayList<>();
    for (SegmentCommitInfo commit : index.commit()) {
      segments.add(inspect.segment(commit));
    }
    return new Report(index.heading().put("segments", segments), inspect.sound);
  }

  private Section segment(SegmentCommitInfo commit) throws IOException {
    try (OpenSegment segment = new OpenSegment(commit)) {
      List<Section> fields = new ArrayList<>();
      for (StoredField field : segment.fields()) {
        fields.add(field(field));
      }
      return new Section()
          .put("segment", segment.name())
          .put("codec", commit.info.getCodec().getName())
          .put("source", commit.info.getDiagnostics().get("source"))
          .put("documents", commit.info.maxDoc())
          .put("deleted", commit.getDelCount())
          .put("compound", commit.info.getUseCompoundFile())
          .put("fields", fields)
          .put("skipped", segment.skipped())
          .put("files", segment.files());
    }
  }

  private Section field(StoredField field) throws IOException {
    FieldEntry entry = field.entry();
    return new Section()
        .put("field", field.info().name)
        .put("vectors", entry.size())
        .put("dimension", entry.dimension())
        .put("encoding", entry.encoding().name().toLowerCase(Locale.ROOT))
        .put("similarity", entry.similarity().name().toLowerCase(Locale.ROOT))
        .put("bits", entry.bits())
        .put("oversample", (double) entry.oversample())
        .put("parameters", entry.parameters())
        .put("deferred", !entry.hasGraph())
        .put("duplicates", Duplicates.count(field, progress))
        .put("graph", entry.hasGraph() ? graph(field) : null)
        .put("bytes", bytes(field))
        .put("pageCacheBytes", pageCache(field));
  }

  private Section graph(StoredField field) throws IOException {
    Graph graph = field.graph();
    GraphReport report = GraphValidator.validate(graph);
    sound &= report.isSound();
    List<Section> levels = new ArrayList<>();
    for (Router.Level level : graph.router().levels()) {
      levels.add(router(level.graph()));
    }
    return new Section()
        .put("maxDegree", graph.maxDegree())
        .put("alpha", (double) field.entry().alpha())
        .put("edges", report.edgeCount())
        .put("minDegree", report.minDegree())
        .put("meanDegree", report.meanDegree())
        .put("greatestDegree", report.maxDegree())
        .put("degrees", DegreeHistogram.of(graph))
        .put("entryPoints", graph.entryPoints().length)
        .put("reachable", report.size() - report.unreachableCount())
        .put("unreachable", report.unreachableCount())
        .put("problem", report.isSound() ? "none" : report.firstProblem())
        .put("router", levels)
        .put("routerMaxWidth", graph.router().maxWidth());
  }

  private static Section router(Graph level) throws IOException {
    GraphReport report = GraphValidator.validate(level);
    return new Section()
        .put("nodes", level.size())
        .put("maxDegree", level.maxDegree())
        .put("meanDegree", report.meanDegree())
        .put("unreachable", report.unreachableCount());
  }

  private static Section bytes(StoredField field) throws IOException {
    return new Section()
        .put("vec", field.vectorsBytes())
        .put("veq", field.codesBytes())
        .put("vex", field.entry().graphLengthBytes() + field.routerBytes());
  }

  /** What searches read all over: graph and codes or vectors. Reranking reads a few vectors. */
  private static Section pageCache(StoredField field) throws IOException {
    long graph = field.entry().graphLengthBytes() + field.routerBytes();
    boolean coded = field.entry().hasCodes();
    return new Section()
        .put("walk", graph + (coded ? field.codesBytes() : field.vectorsBytes()))
        .put("rerank", coded ? field.vectorsBytes() : 0);
  }
}
