package org.lucenediskann.benchmarks.formats;

import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;

/** {@code hnswsq:bits:M:beam}, Lucene's HNSW over scalar quantized vectors. */
record ScalarQuantizedHnswSpec(int bits, int maxConn, int beamWidth) implements FormatSpec {
  @Override
  public String family() {
    return "hnswsq";
  }

  @Override
  public String label() {
    return "hnswsq:" + bits + ":" + maxConn + ":" + beamWidth;
  }

  @Override
  public Map<String, Object> parameters() {
    return new TreeMap<>(Map.of("bits", bits, "maxConn", maxConn, "beamWidth", beamWidth));
  }

  @Override
  public KnnVectorsFormat create() {
    ScalarEncoding encoding = ScalarEncoding.fromNumBits(bits);
    return new Lucene104HnswScalarQuantizedVectorsFormat(encoding, maxConn, beamWidth);
  }

  @Override
  public boolean rescored() {
    return true;
  }
}
