package org.lucenediskann.benchmarks.merge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.lucene.util.IOUtils;
import org.apache.lucene.util.InfoStream;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.formats.FormatSpec;
import org.lucenediskann.benchmarks.graph.GraphHealth;
import org.lucenediskann.benchmarks.graph.GraphInspector;
import org.lucenediskann.benchmarks.index.IndexSession;
import org.lucenediskann.benchmarks.index.WarmUp;
import org.lucenediskann.benchmarks.index.WorkFolder;
import org.lucenediskann.benchmarks.progress.Progress;
import org.lucenediskann.benchmarks.search.CurveMeter;
import org.lucenediskann.benchmarks.search.CurvePoint;
import org.lucenediskann.benchmarks.search.LiveNeighbors;
import org.lucenediskann.benchmarks.search.OpenIndex;
import org.lucenediskann.benchmarks.search.Recall;

/** Indexes of one merge's documents by name: opened, warmed up for, searched, looked into. */
record MergedIndexes(DataSet data, MergePlan plan, MergeSettings settings, WorkFolder work) {
  /** The index in {@code name}'s folder. */
  IndexSession open(FormatSpec format, String name, InfoStream infoStream) throws IOException {
    return new IndexSession(
        data, format, work.folder(name), plan.threads(), plan.bytes(), infoStream);
  }

  /** Has the JIT compile what segments of such sizes are merged with. */
  void warmUp(WarmUp warmUp, List<FormatSpec> formats) throws IOException {
    MergePlan small = plan.limitedTo(warmUp.rows());
    warmUp.run(
        formats,
        (format, dir) -> {
          try (IndexSession index =
              new IndexSession(
                  data, format, dir, plan.threads(), plan.bytes(), InfoStream.NO_OUTPUT)) {
            small.addTo(index, Progress.NONE);
            index.mergeAll();
          }
        });
  }

  Recall recall() {
    if (plan.deleted().length == 0 && data.neighbors().isPresent()) {
      return new Recall(data, data.neighbors().get(), settings.k());
    }
    BitSet live = new BitSet();
    IntStream.of(plan.liveRows()).forEach(live::set);
    return new Recall(data, new LiveNeighbors(data, settings.k()).among(live), settings.k());
  }

  /** A curve for each name; searched in turns. */
  List<List<CurvePoint>> curves(List<String> names, Recall recall) throws IOException {
    List<OpenIndex> indexes = new ArrayList<>();
    try {
      for (String name : names) {
        indexes.add(new OpenIndex(work.folder(name), plan.bytes()));
      }
      return new CurveMeter(data.queries(), recall, settings.k(), settings.repeats())
          .measure(indexes, settings.listSizes());
    } finally {
      IOUtils.close(indexes);
    }
  }

  GraphHealth health(String name) throws IOException {
    return GraphInspector.inspect(work.folder(name));
  }
}
