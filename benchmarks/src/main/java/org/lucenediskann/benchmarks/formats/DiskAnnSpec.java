package org.lucenediskann.benchmarks.formats;

import java.util.Map;
import org.apache.lucene.codecs.KnnVectorsFormat;

/** {@code diskann}, {@code diskann:name=value,...}. */
record DiskAnnSpec(String label, Map<String, Object> parameters) implements FormatSpec {
  static DiskAnnSpec parse(String spec) {
    throw new IllegalArgumentException("the codec has no format yet: '" + spec + "'");
  }

  @Override
  public String family() {
    return "diskann";
  }

  @Override
  public KnnVectorsFormat create() {
    throw new UnsupportedOperationException();
  }
}
