package org.lucenediskann.benchmarks.formats;

import java.util.Map;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.TopKnnCollector;

/** A vectors format with its build parameters, as named on the command line. */
public sealed interface FormatSpec
    permits DiskAnnSpec, DiskBbqSpec, HnswSpec, PlannedSpec, ScalarQuantizedHnswSpec {
  /** The format's family: {@code diskann}, {@code hnsw}, {@code hnswsq}, {@code diskbbq}. */
  String family();

  /** The spec as the user may write it. */
  String label();

  /** Every parameter the build depends on, by name. */
  Map<String, Object> parameters();

  /** A new format to write with. */
  KnnVectorsFormat create();

  /**
   * What a segment is searched with.
   *
   * @param k hits wanted
   * @param listSize candidates to find them among, at least {@code k}. As a rule all of them are
   *     collected, for want of another way to say so
   */
  default KnnCollector collector(int k, int listSize) {
    return new TopKnnCollector(listSize, Integer.MAX_VALUE);
  }

  /** Whether a query has to rescore what was found by codes, for want of a format that does. */
  default boolean rescored() {
    return false;
  }

  /** The default codec with this format for every vector field. */
  default Codec codec() {
    return codec(create());
  }

  /** The default codec with {@code format} for every vector field. */
  static Codec codec(KnnVectorsFormat format) {
    return new SingleFormatCodec(format);
  }
}
