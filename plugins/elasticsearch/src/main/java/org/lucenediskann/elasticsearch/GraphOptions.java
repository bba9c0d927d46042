package org.lucenediskann.elasticsearch;

import org.elasticsearch.index.mapper.vectors.DenseVectorFieldMapper.HnswIndexOptions;
import org.lucenediskann.codec.Deferral;
import org.lucenediskann.codec.DiskAnnParameters;

/**
 * The {@code index_options} of a {@code dense_vector} field of type {@code hnsw}, and what they
 * mean for a graph that is built in one batch. The defaults of both sides are each other's
 * counterparts.
 *
 * @param m connections of a node, {@value #MIN_M} to {@value #MAX_M}. HNSW gives its lowest level,
 *     to which this graph compares, twice as many: {@code maxDegree} is {@code 2m}
 * @param efConstruction how many candidates an insertion looks for, {@value #MIN_EF} to {@value
 *     #MAX_EF}. 100 is the default build; the length of candidate lists and the overlap of balls
 *     grow in proportion to it
 * @param flatIndexThreshold segments with fewer vectors get no graph; negative = those that are
 *     searched faster without, 0 = none
 */
record GraphOptions(int m, int efConstruction, int flatIndexThreshold) {

  static final int MIN_M = 1;
  static final int MAX_M = 512;
  static final int MIN_EF = 1;
  static final int MAX_EF = 3200;

  private static final double DEFAULT_EF = 100;
  private static final double QUALITY_EF = 200;
  private static final DiskAnnParameters DEFAULTS = DiskAnnParameters.defaults();
  private static final DiskAnnParameters QUALITY = DiskAnnParameters.quality();

  /** Checks the values as Elasticsearch does before it writes with them. */
  GraphOptions {
    checkRange("m", m, MIN_M, MAX_M);
    checkRange("ef_construction", efConstruction, MIN_EF, MAX_EF);
  }

  private static void checkRange(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + " must be in [" + min + ", " + max + "]; " + name + "=" + value);
    }
  }

  static GraphOptions of(HnswIndexOptions options) {
    return new GraphOptions(options.m(), options.efConstruction(), options.flatIndexThreshold());
  }

  /**
   * What a graph is built with.
   *
   * @param buildMemoryMB of the node
   */
  DiskAnnParameters parameters(int buildMemoryMB) {
    int maxDegree =
        Math.clamp(2L * m, DiskAnnParameters.MIN_MAX_DEGREE, DiskAnnParameters.MAX_MAX_DEGREE);
    return DEFAULTS
        .withMaxDegree(maxDegree)
        .withBuildListSize(buildListSize(maxDegree))
        .withFanout(fanout())
        .withLeafNeighbors(
            efConstruction < QUALITY_EF ? DEFAULTS.leafNeighbors() : QUALITY.leafNeighbors())
        .withDeferral(deferral())
        .withBuildMemoryMB(buildMemoryMB)
        .withMergeMemoryMB(buildMemoryMB);
  }

  /** A list shorter than the degree could not fill it. */
  private int buildListSize(int maxDegree) {
    long proportional = Math.round(DEFAULTS.buildListSize() * efConstruction / DEFAULT_EF);
    return Math.clamp(proportional, maxDegree, DiskAnnParameters.MAX_BUILD_LIST_SIZE);
  }

  /** Between half of the default and what the best measured build has. */
  private int fanout() {
    long proportional = Math.round(DEFAULTS.fanout() * efConstruction / DEFAULT_EF);
    return Math.clamp(proportional, DEFAULTS.fanout() / 2, QUALITY.fanout());
  }

  private Deferral deferral() {
    if (flatIndexThreshold < 0) {
      return Deferral.auto();
    }
    return flatIndexThreshold == 0 ? Deferral.never() : Deferral.vectors(flatIndexThreshold);
  }
}
