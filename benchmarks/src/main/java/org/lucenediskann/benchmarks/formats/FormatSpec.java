package org.lucenediskann.benchmarks.formats;

import java.util.Map;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.KnnVectorsFormat;

/** A vectors format with its build parameters, as named on the command line. */
public sealed interface FormatSpec permits DiskAnnSpec, HnswSpec, ScalarQuantizedHnswSpec {
  /** The format's family: {@code diskann}, {@code hnsw}, {@code hnswsq}. */
  String family();

  /** The spec as the user may write it. */
  String label();

  /** Every parameter the build depends on, by name. */
  Map<String, Object> parameters();

  /** A new format to write with. */
  KnnVectorsFormat create();

  /** The default codec with this format for every vector field. */
  default Codec codec() {
    return codec(create());
  }

  /** The default codec with {@code format} for every vector field. */
  static Codec codec(KnnVectorsFormat format) {
    return new SingleFormatCodec(format);
  }
}
