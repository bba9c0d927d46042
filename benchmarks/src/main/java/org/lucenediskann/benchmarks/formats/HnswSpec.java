package org.lucenediskann.benchmarks.formats;

import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;

/** {@code hnsw:M:beam}, Lucene's HNSW over raw vectors. */
record HnswSpec(int maxConn, int beamWidth) implements FormatSpec {
  @Override
  public String family() {
    return "hnsw";
  }

  @Override
  public String label() {
    return "hnsw:" + maxConn + ":" + beamWidth;
  }

  @Override
  public Map<String, Object> parameters() {
    return new TreeMap<>(Map.of("maxConn", maxConn, "beamWidth", beamWidth));
  }

  @Override
  public KnnVectorsFormat create() {
    return new Lucene99HnswVectorsFormat(maxConn, beamWidth);
  }
}
