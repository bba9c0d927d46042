package org.lucenediskann.benchmarks.formats;

import java.util.Map;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.search.KnnCollector;
import org.lucenediskann.codec.DiskAnnVectorsFormat;
import org.lucenediskann.codec.PlannedFormat;
import org.lucenediskann.codec.merge.AskedPlan;

/**
 * This project's format, merging by a plan that is asked for.
 *
 * @param format of the family {@code diskann}
 */
public record PlannedSpec(FormatSpec format, AskedPlan plan) implements FormatSpec {
  @Override
  public String family() {
    return format.family();
  }

  @Override
  public String label() {
    return format.label() + " " + plan.name();
  }

  @Override
  public Map<String, Object> parameters() {
    return format.parameters();
  }

  @Override
  public KnnVectorsFormat create() {
    return PlannedFormat.of(((DiskAnnVectorsFormat) format.create()).parameters(), plan);
  }

  @Override
  public KnnCollector collector(int k, int listSize) {
    return format.collector(k, listSize);
  }
}
