package org.lucenediskann.benchmarks.formats;

import java.util.Map;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.lucenediskann.codec.DiskAnnParameters;
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
}
