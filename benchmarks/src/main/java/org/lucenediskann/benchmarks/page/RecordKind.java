package org.lucenediskann.benchmarks.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.lucenediskann.benchmarks.churn.ChurnRecord;
import org.lucenediskann.benchmarks.churn.ChurnReport;
import org.lucenediskann.benchmarks.compare.CompareRecord;
import org.lucenediskann.benchmarks.compare.CompareReport;
import org.lucenediskann.benchmarks.concurrent.ConcurrentRecord;
import org.lucenediskann.benchmarks.concurrent.ConcurrentReport;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.engines.EngineRecord;
import org.lucenediskann.benchmarks.engines.EngineReport;
import org.lucenediskann.benchmarks.filter.FilterRecord;
import org.lucenediskann.benchmarks.filter.FilterReport;
import org.lucenediskann.benchmarks.flush.FlushRecord;
import org.lucenediskann.benchmarks.flush.FlushReport;
import org.lucenediskann.benchmarks.ingest.IngestRecord;
import org.lucenediskann.benchmarks.ingest.IngestReport;
import org.lucenediskann.benchmarks.knn.KnnRecord;
import org.lucenediskann.benchmarks.knn.KnnReport;
import org.lucenediskann.benchmarks.lowmem.LowMemoryRecord;
import org.lucenediskann.benchmarks.lowmem.LowMemoryReport;
import org.lucenediskann.benchmarks.merge.FrontierRecord;
import org.lucenediskann.benchmarks.merge.FrontierReport;
import org.lucenediskann.benchmarks.merge.MergeRecord;
import org.lucenediskann.benchmarks.merge.MergeReport;
import org.lucenediskann.benchmarks.report.Report;
import org.lucenediskann.benchmarks.robust.RobustRecord;
import org.lucenediskann.benchmarks.robust.RobustReport;
import org.lucenediskann.benchmarks.scale.ScaleRecord;
import org.lucenediskann.benchmarks.scale.ScaleReport;

/**
 * What a file written by {@code --json} may hold.
 *
 * @param member only records of this kind have it
 * @param report shows them
 */
record RecordKind<T>(String member, Class<T[]> type, Function<List<T>, Report> report) {
  private static final List<RecordKind<?>> KINDS =
      List.of(
          new RecordKind<>("peer", CompareRecord[].class, CompareReport::new),
          new RecordKind<>("index_thread_cpu_s", KnnRecord[].class, KnnReport::new),
          new RecordKind<>("cpu_us_per_vector", ScaleRecord[].class, ScaleReport::new),
          new RecordKind<>("cycle_p50_ms", FlushRecord[].class, FlushReport::new),
          new RecordKind<>("indexing_threads", IngestRecord[].class, IngestReport::new),
          new RecordKind<>("rebuild_cpu_s", MergeRecord[].class, MergeReport::new),
          new RecordKind<>("graph_wall_s", FrontierRecord[].class, FrontierReport::new),
          new RecordKind<>("generations", ChurnRecord[].class, ChurnReport::new),
          new RecordKind<>("hnsw_threshold", FilterRecord[].class, FilterReport::new),
          new RecordKind<>("memory_share", LowMemoryRecord[].class, LowMemoryReport::new),
          new RecordKind<>("situation", RobustRecord[].class, RobustReport::new),
          new RecordKind<>("search_threads", ConcurrentRecord[].class, ConcurrentReport::new),
          new RecordKind<>("engine_version", EngineRecord[].class, EngineReport::new));

  // Records of other versions of this program may have members of their own.
  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /**
   * The report of the records in {@code file}.
   *
   * @throws DataException if no command of this program wrote them
   */
  static Report read(Path file) throws IOException {
    JsonNode records = parse(file);
    for (RecordKind<?> kind : KINDS) {
      if (records.path(0).has(kind.member())) {
        return kind.read(records);
      }
    }
    throw new DataException(file + " holds no records of a benchmark");
  }

  private static JsonNode parse(Path file) throws IOException {
    try {
      return JSON.readTree(file.toFile());
    } catch (JsonProcessingException e) {
      throw new DataException(file + " is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private Report read(JsonNode records) throws IOException {
    return report.apply(List.of(JSON.treeToValue(records, type)));
  }
}
