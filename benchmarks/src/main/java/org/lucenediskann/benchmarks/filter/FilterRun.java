package org.lucenediskann.benchmarks.filter;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.lucene.util.IOUtils;
import org.lucenediskann.benchmarks.cli.Share;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.formats.FormatSpec;
import org.lucenediskann.benchmarks.index.IndexPlan;
import org.lucenediskann.benchmarks.index.Indexer;
import org.lucenediskann.benchmarks.index.WarmUp;
import org.lucenediskann.benchmarks.index.WorkFolder;
import org.lucenediskann.benchmarks.measure.Environment;
import org.lucenediskann.benchmarks.progress.Progress;
import org.lucenediskann.benchmarks.search.CurvePoint;
import org.lucenediskann.benchmarks.search.LiveNeighbors;
import org.lucenediskann.benchmarks.search.OpenIndex;

/** Indexes one data set with several formats and searches all of them under all filters. */
final class FilterRun {
  private final DataSet data;
  private final FilterSettings settings;
  private final WorkFolder work;
  private final LiveNeighbors neighbors;
  private final List<FilterKind> kinds;
  private final Environment environment = Environment.detect();

  /**
   * Finds neighbors and makes filters.
   *
   * @param folder holds columns for filters
   * @param filters names of filters; null = all that the data allows
   */
  FilterRun(
      DataSet data, FilterSettings settings, WorkFolder work, Path folder, List<String> filters)
      throws IOException {
    this.data = data;
    this.settings = settings;
    this.work = work;
    this.neighbors = new LiveNeighbors(data, settings.k());
    BitSet all = new BitSet();
    all.set(0, data.base().size());
    int[] nearest = Arrays.stream(neighbors.among(all)).mapToInt(rows -> rows[0]).toArray();
    this.kinds = new FilterKinds(data, folder, nearest).of(filters);
  }

  /** One record per filter, share and way. */
  List<FilterRecord> run() throws IOException {
    List<OpenIndex> indexes = new ArrayList<>();
    try {
      List<Way> ways = new ArrayList<>();
      for (Path dir : index()) {
        indexes.add(new OpenIndex(dir, false));
        ways.add(Way.of(settings.formats().get(ways.size()), indexes.getLast(), settings));
      }
      ways.add(Way.exact(indexes.getFirst(), settings));
      return measure(ways);
    } finally {
      IOUtils.close(indexes);
    }
  }

  private List<Path> index() throws IOException {
    int[] rows = IntStream.range(0, data.base().size()).toArray();
    int docsPerFlush = IndexPlan.docsPerFlush(rows.length, settings.segments());
    IndexPlan plan = new IndexPlan(rows, docsPerFlush, false, 1, false);
    List<Path> folders = new ArrayList<>();
    WarmUp warmUp = new WarmUp(settings.warmUp(), work);
    warmUp.run(data, plan, settings.formats());
    for (FormatSpec format : settings.formats()) {
      Path dir = work.fresh(folders.size() + "-" + format.label());
      try (Progress progress = Progress.start(format.label(), rows.length)) {
        new Indexer(data, plan).index(format, dir, progress);
      }
      folders.add(dir);
    }
    warmUp.settle();
    return folders;
  }

  private List<FilterRecord> measure(List<Way> ways) throws IOException {
    List<FilterRecord> records = new ArrayList<>();
    int points = kinds.size() * settings.shares().size();
    if (settings.warmUp() > 0) {
      warmUp(ways);
    }
    try (Progress progress = Progress.start("search", points)) {
      for (FilterKind kind : kinds) {
        records.addAll(measure(ways, kind, progress));
      }
    }
    return records;
  }

  /**
   * Searches and counts nothing; twice, as walks after the first scans have these compiled anew.
   */
  private void warmUp(List<Way> ways) throws IOException {
    for (int pass = 0; pass < 2; pass++) {
      measure(ways, kinds.getFirst(), Progress.NONE);
    }
  }

  private List<FilterRecord> measure(List<Way> ways, FilterKind kind, Progress progress)
      throws IOException {
    List<FilterRecord> records = new ArrayList<>();
    for (Share share : settings.shares()) {
      int count = Math.clamp(share.of(data.base().size()), settings.k(), data.base().size());
      BitSet[] accepted = kind.select(count);
      List<List<CurvePoint>> curves =
          new FilterMeter(data, neighbors, ways, settings, accepted).measure();
      for (int i = 0; i < ways.size(); i++) {
        records.add(record(kind, share, count, ways.get(i), curves.get(i)));
      }
      progress.step(1);
    }
    return records;
  }

  private FilterRecord record(
      FilterKind kind, Share share, int count, Way way, List<CurvePoint> curve) {
    return new FilterRecord(
        kind.label(),
        share.value(),
        count,
        way.label(),
        way.parameters(),
        data.name(),
        data.metric().name().toLowerCase(Locale.ROOT),
        data.base().size(),
        data.base().dimension(),
        way.index().segments(),
        settings.k(),
        settings.recall(),
        settings.hnswThreshold(),
        curve,
        AtRecall.of(curve, settings.recall()).orElse(null),
        environment);
  }
}
