package org.lucenediskann.codec.tool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.SegmentCommitInfo;

/** Measures what searches find against exact scans, for each segment and field on its own. */
final class Recall {

  static final List<String> OPTIONS = List.of("k", "queries", "list-sizes", "min-recall", "seed");

  private Recall() {}

  static Report run(IndexFolder index, Options options, Progress progress) throws IOException {
    int k = options.positive("k", 10);
    int queries = options.positive("queries", 100);
    long seed = options.get("seed", Long::parseLong, 42L);
    int[] listSizes = options.positives("list-sizes", 10, 20, 40, 80, 160, 320);
    double floor = options.get("min-recall", Double::parseDouble, 0.0);
    List<Section> fields = new ArrayList<>();
    List<Section> skipped = new ArrayList<>();
    double worst = 1;
    for (SegmentCommitInfo commit : index.commit()) {
      try (OpenSegment segment = new OpenSegment(commit)) {
        skipped.addAll(segment.skipped());
        for (StoredField field : segment.fields()) {
          RecallCurve curve = RecallCurve.measure(field, k, queries, listSizes, seed, progress);
          fields.add(curve.section());
          worst = Math.min(worst, curve.best());
        }
      }
    }
    Section contents =
        index
            .heading()
            .put("k", k)
            .put("fields", fields)
            .put("skipped", skipped)
            .put("minRecall", floor)
            .put("sound", worst >= floor);
    return new Report(contents, worst >= floor);
  }
}
