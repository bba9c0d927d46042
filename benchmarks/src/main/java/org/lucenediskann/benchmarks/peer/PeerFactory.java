package org.lucenediskann.benchmarks.peer;

import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.data.Metric;
import org.lucenediskann.benchmarks.formats.FormatSpecParser;

/** Peers by name: {@code jvector:M:beam} or a format of Lucene's. */
final class PeerFactory {
  private static final String JVECTOR = "jvector:";
  private static final String DISKBBQ = "diskbbq";

  private PeerFactory() {}

  /**
   * {@code data} as the peer is given it. DiskBBQ knows no cosine: Elasticsearch gives it vectors
   * of unit length and the dot product.
   */
  static DataSet prepare(String spec, DataSet data) {
    boolean unit = spec.equals(DISKBBQ) && data.metric() == Metric.COSINE;
    return unit ? data.asUnitVectors() : data;
  }

  static Peer create(String spec, DataSet data, int segments, int threads) {
    if (!spec.startsWith(JVECTOR)) {
      return new LucenePeer(data, FormatSpecParser.parse(spec), segments, threads);
    }
    String[] parts = spec.split(":", -1);
    int maxDegree = Integer.parseInt(parts[1]);
    return new JVectorPeer(data, maxDegree, Integer.parseInt(parts[2]), segments, threads);
  }
}
