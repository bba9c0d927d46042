package org.lucenediskann.benchmarks.formats;

import java.util.Map;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.TopKnnCollector;
import org.lucenediskann.codec.DiskAnnParameters;
import org.lucenediskann.codec.DiskAnnSearchStrategy;
import org.lucenediskann.codec.DiskAnnVectorsFormat;

/** {@code diskann} or {@code diskann:name=value,...}: this project's format. */
record DiskAnnSpec(String label, DiskAnnParameters buildParameters) implements FormatSpec {
  @Override
  public String family() {
    return "diskann";
  }

  @Override
  public Map<String, Object> parameters() {
    return DiskAnnParameterTable.values(buildParameters);
  }

  @Override
  public KnnVectorsFormat create() {
    return new DiskAnnVectorsFormat(buildParameters);
  }

  /** With codes only the hits wanted are reranked, {@code oversample} times as many. */
  @Override
  public KnnCollector collector(int k, int listSize) {
    if (buildParameters.bits() == DiskAnnParameters.FULL_PRECISION) {
      return FormatSpec.super.collector(k, listSize);
    }
    return new TopKnnCollector(
        k, Integer.MAX_VALUE, DiskAnnSearchStrategy.defaults().withSearchListSize(listSize));
  }
}
