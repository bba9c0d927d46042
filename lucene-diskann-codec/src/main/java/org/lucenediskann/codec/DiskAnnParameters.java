package org.lucenediskann.codec;

import java.util.Locale;
import java.util.Objects;
import org.lucenediskann.codec.build.BuildParameters;

/**
 * How graphs are built. Influences writing only: any segment can be read whatever it was written
 * with.
 *
 * @param maxDegree bound of a node's out-neighbors (R in the DiskANN paper), {@value
 *     #MIN_MAX_DEGREE} to {@value #MAX_MAX_DEGREE}. More finds more and costs more: 4 bytes a
 *     neighbor and node, and time to build and to search
 * @param buildListSize bound of a node's candidate list while building (L), from which its
 *     neighbors are chosen, {@value #MIN_BUILD_LIST_SIZE} to {@value #MAX_BUILD_LIST_SIZE}
 * @param alpha how much longer than the direct edge a detour may be and still replace it, at least
 *     1; a factor on L2 distance (not squared). More keeps longer edges
 * @param fanout how many of the overlapping balls a vector joins at most, {@value #MIN_FANOUT} to
 *     {@value #MAX_FANOUT}. More makes a better graph and a dearer build. As few as two thirds of
 *     them are joined where that is enough to meet nearly all of the nearest neighbors
 * @param leafSize most vectors of a leaf, within which all pairs are compared, {@value
 *     #MIN_LEAF_SIZE} to {@value #MAX_LEAF_SIZE}
 * @param leafNeighbors how many of its nearest fellow members a vector is linked to in each leaf,
 *     {@value #MIN_LEAF_NEIGHBORS} to {@value #MAX_LEAF_NEIGHBORS}
 * @param deferral which segments get no graph
 * @param bits of a dimension in the codes that a search walks along: 8, 7, 4, 2 or 1, or {@value
 *     #FULL_PRECISION} to walk along the vectors themselves. Hits have exact scores all the same:
 *     the best are reranked with the raw vectors, which are always kept. Graphs are built from raw
 *     vectors. Codes are of float vectors; byte vectors are searched as they are
 * @param oversample how many times the hits wanted a search reranks unless the query says
 *     otherwise, 1 to {@value #MAX_OVERSAMPLE}; {@value #OVERSAMPLE_BY_BITS} = what suits the bits.
 *     Kept in the segment
 * @param buildThreads threads that build at a flush, the flushing one among them, 1 to {@value
 *     #MAX_BUILD_THREADS}. They live as long as the flush, or are those of an executor given to the
 *     format. A merge takes its threads from the merge scheduler. The graph is the same for any
 *     number
 * @param buildMemoryMB megabytes (2²⁰ bytes) that the build of one graph may take beside the
 *     vectors, {@value #MIN_BUILD_MEMORY_MB} to {@value #MAX_BUILD_MEMORY_MB}. What the build at a
 *     flush will take, at most this, counts as buffered: Lucene flushes when it and the buffered
 *     vectors together reach {@code IndexWriterConfig.setRAMBufferSizeMB}. The graph is the same
 *     for any number
 * @param mergeMemoryMB megabytes (2²⁰ bytes) that the graph of one merge may take beside the
 *     vectors, in the same range. What a merge will take is stated before it starts; a plan that
 *     would need more is not chosen, and a build within a merge spills to temporary files. What
 *     every vector needs from beginning to end, about 200 bytes with the default degree, stays on
 *     the heap whatever the bound
 * @param seed of every random choice: same vectors, parameters and seed, same graph
 */
public record DiskAnnParameters(
    int maxDegree,
    int buildListSize,
    float alpha,
    int fanout,
    int leafSize,
    int leafNeighbors,
    Deferral deferral,
    int bits,
    float oversample,
    int buildThreads,
    int buildMemoryMB,
    int mergeMemoryMB,
    long seed) {

  /** Least {@link #maxDegree()}. */
  public static final int MIN_MAX_DEGREE = 4;

  /** Greatest {@link #maxDegree()}. */
  public static final int MAX_MAX_DEGREE = 512;

  /** Least {@link #buildListSize()}. */
  public static final int MIN_BUILD_LIST_SIZE = 4;

  /** Greatest {@link #buildListSize()}. */
  public static final int MAX_BUILD_LIST_SIZE = 4096;

  /** Least {@link #fanout()}. */
  public static final int MIN_FANOUT = 1;

  /** Greatest {@link #fanout()}. */
  public static final int MAX_FANOUT = 100;

  /** Least {@link #leafSize()}. */
  public static final int MIN_LEAF_SIZE = 32;

  /** Greatest {@link #leafSize()}. */
  public static final int MAX_LEAF_SIZE = 8192;

  /** Least {@link #leafNeighbors()}. */
  public static final int MIN_LEAF_NEIGHBORS = 1;

  /** Greatest {@link #leafNeighbors()}. */
  public static final int MAX_LEAF_NEIGHBORS = 256;

  /** Greatest {@link #buildThreads()}. */
  public static final int MAX_BUILD_THREADS = 256;

  /** Least {@link #buildMemoryMB()} and {@link #mergeMemoryMB()}. */
  public static final int MIN_BUILD_MEMORY_MB = 16;

  /** Greatest {@link #buildMemoryMB()} and {@link #mergeMemoryMB()}: a terabyte. */
  public static final int MAX_BUILD_MEMORY_MB = 1 << 20;

  /** {@link #bits()} where there are no codes. */
  public static final int FULL_PRECISION = 0;

  /** {@link #oversample()} that is left to the number of bits. */
  public static final float OVERSAMPLE_BY_BITS = 0;

  /** Greatest {@link #oversample()}. */
  public static final float MAX_OVERSAMPLE = 100;

  private static final DiskAnnParameters DEFAULTS =
      new DiskAnnParameters(
          32,
          64,
          1.2f,
          12,
          512,
          5,
          Deferral.auto(),
          FULL_PRECISION,
          OVERSAMPLE_BY_BITS,
          1,
          512,
          512,
          42);

  /**
   * Checks every value.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public DiskAnnParameters {
    checkRange("maxDegree", maxDegree, MIN_MAX_DEGREE, MAX_MAX_DEGREE);
    checkRange("buildListSize", buildListSize, MIN_BUILD_LIST_SIZE, MAX_BUILD_LIST_SIZE);
    checkRange("fanout", fanout, MIN_FANOUT, MAX_FANOUT);
    checkRange("leafSize", leafSize, MIN_LEAF_SIZE, MAX_LEAF_SIZE);
    checkRange("leafNeighbors", leafNeighbors, MIN_LEAF_NEIGHBORS, MAX_LEAF_NEIGHBORS);
    checkRange("buildThreads", buildThreads, 1, MAX_BUILD_THREADS);
    checkRange("buildMemoryMB", buildMemoryMB, MIN_BUILD_MEMORY_MB, MAX_BUILD_MEMORY_MB);
    checkRange("mergeMemoryMB", mergeMemoryMB, MIN_BUILD_MEMORY_MB, MAX_BUILD_MEMORY_MB);
    if (!(alpha >= 1) || !Float.isFinite(alpha)) {
      throw new IllegalArgumentException("alpha must be finite and at least 1; alpha=" + alpha);
    }
    Objects.requireNonNull(deferral, "deferral");
    if (bits != FULL_PRECISION && !Codes.exist(bits)) {
      throw new IllegalArgumentException("bits must be one of 0, 1, 2, 4, 7, 8; bits=" + bits);
    }
    boolean byBits = oversample == OVERSAMPLE_BY_BITS;
    if (!byBits && !(oversample >= 1 && oversample <= MAX_OVERSAMPLE)) {
      throw new IllegalArgumentException(
          "oversample must be 0 or in [1, " + MAX_OVERSAMPLE + "]; oversample=" + oversample);
    }
  }

  private static void checkRange(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + " must be in [" + min + ", " + max + "]; " + name + "=" + value);
    }
  }

  /**
   * {@return degree 32, list 64, alpha 1.2, fanout 12, leaves of 512, 5 leaf neighbors, automatic
   * deferral, full precision, one thread, 512 MB, seed 42}
   */
  public static DiskAnnParameters defaults() {
    return DEFAULTS;
  }

  /**
   * For graphs beyond HNSW's of 32 connections and beam width 200. Twice the time of a default
   * build, and graphs twice as large.
   *
   * @return degree 64, list 128, fanout 24, 6 leaf neighbors; otherwise the defaults
   */
  public static DiskAnnParameters quality() {
    return DEFAULTS.withMaxDegree(64).withBuildListSize(128).withFanout(24).withLeafNeighbors(6);
  }

  /**
   * {@return the same with another {@link #maxDegree()}}
   *
   * @param maxDegree of the copy
   * @throws IllegalArgumentException if it is out of range
   */
  public DiskAnnParameters withMaxDegree(int maxDegree) {
    Draft draft = new Draft(this);
    draft.maxDegree = maxDegree;
    return draft.checked();
  }

  /**
   * {@return the same with another {@link #buildListSize()}}
   *
   * @param buildListSize of the copy
   * @throws IllegalArgumentException if it is out of range
   */
  public DiskAnnParameters withBuildListSize(int buildListSize) {
    Draft draft = new Draft(this);
    draft.buildListSize = buildListSize;
    return draft.checked();
  }

  /**
   * {@return the same with another {@link #alpha()}}
   *
   * @param alpha of the copy
   * @throws IllegalArgumentException if it is out of range
   */
  public DiskAnnParameters withAlpha(float alpha) {
    Draft draft = new Draft(this);
    draft.alpha = alpha;
    return draft.checked();
  }

  /**
   * {@return the same with another {@link #fanout()}}
   *
   * @param fanout of the copy
   * @throws IllegalArgumentException if it is out of range
   */
  public DiskAnnParameters withFanout(int fanout) {
    Draft draft = new Draft(this);
    draft.fanout = fanout;
    return draft.checked();
  }

  /**
   * {@return the same with another {@link #leafSize()}}
   *
   * @param leafSize of the copy
   * @throws IllegalArgumentException if it is out of range
   */
  public DiskAnnParameters withLeafSize(int leafSize) {
    Draft draft = new Draft(this);
    draft.leafSize = leafSize;
    return draft.checked();
  }

  /**
   * {@return the same with another {@link #leafNeighbors()}}
   *
   * @param leafNeighbors of the copy
   * @throws IllegalArgumentException if it is out of range
   */
  public DiskAnnParameters withLeafNeighbors(int leafNeighbors) {
    Draft draft = new Draft(this);
    draft.leafNeighbors = leafNeighbors;
    return draft.checked();
  }

  /**
   * {@return the same with another {@link #deferral()}}
   *
   * @param deferral of the copy
   * @throws NullPointerException if it is null
   */
  public DiskAnnParameters withDeferral(Deferral deferral) {
    Draft draft = new Draft(this);
    draft.deferral = deferral;
    return draft.checked();
  }

  /**
   * {@return the same with another number of {@link #bits()}}
   *
   * @param bits of the copy
   * @throws IllegalArgumentException if it is out of range
   */
  public DiskAnnParameters withBits(int bits) {
    Draft draft = new Draft(this);
    draft.bits = bits;
    return draft.checked();
  }

  /**
   * {@return the same with another {@link #oversample()}}
   *
   * @param oversample of the copy
   * @throws IllegalArgumentException if it is out of range
   */
  public DiskAnnParameters withOversample(float oversample) {
    Draft draft = new Draft(this);
    draft.oversample = oversample;
    return draft.checked();
  }

  /**
   * {@return the same with another {@link #buildThreads()}}
   *
   * @param buildThreads of the copy
   * @throws IllegalArgumentException if it is out of range
   */
  public DiskAnnParameters withBuildThreads(int buildThreads) {
    Draft draft = new Draft(this);
    draft.buildThreads = buildThreads;
    return draft.checked();
  }

  /**
   * {@return the same with another {@link #buildMemoryMB()}}
   *
   * @param buildMemoryMB of the copy
   * @throws IllegalArgumentException if it is out of range
   */
  public DiskAnnParameters withBuildMemoryMB(int buildMemoryMB) {
    Draft draft = new Draft(this);
    draft.buildMemoryMB = buildMemoryMB;
    return draft.checked();
  }

  /**
   * {@return the same with another {@link #mergeMemoryMB()}}
   *
   * @param mergeMemoryMB of the copy
   * @throws IllegalArgumentException if it is out of range
   */
  public DiskAnnParameters withMergeMemoryMB(int mergeMemoryMB) {
    Draft draft = new Draft(this);
    draft.mergeMemoryMB = mergeMemoryMB;
    return draft.checked();
  }

  /**
   * {@return the same with another {@link #seed()}}
   *
   * @param seed of the copy
   */
  public DiskAnnParameters withSeed(long seed) {
    Draft draft = new Draft(this);
    draft.seed = seed;
    return draft.checked();
  }

  /** What the build at a flush needs of it. */
  BuildParameters forBuild() {
    return withMemory(buildMemoryMB);
  }

  /** What a merge needs of it. */
  BuildParameters forMerge() {
    return withMemory(mergeMemoryMB);
  }

  private BuildParameters withMemory(int memoryMB) {
    return new BuildParameters(
        maxDegree,
        buildListSize,
        alpha,
        fanout,
        leafSize,
        leafNeighbors,
        seed,
        (long) memoryMB << 20);
  }

  /** What shapes a graph, as text: not with which threads and memory it was made. */
  String graphText() {
    return String.format(
        Locale.ROOT,
        "maxDegree=%d, buildListSize=%d, alpha=%s, fanout=%d, leafSize=%d, leafNeighbors=%d, seed=%d",
        maxDegree,
        buildListSize,
        alpha,
        fanout,
        leafSize,
        leafNeighbors,
        seed);
  }

  /** A copy to change one value of, by name and not by place among thirteen. */
  private static final class Draft {
    int maxDegree;
    int buildListSize;
    float alpha;
    int fanout;
    int leafSize;
    int leafNeighbors;
    Deferral deferral;
    int bits;
    float oversample;
    int buildThreads;
    int buildMemoryMB;
    int mergeMemoryMB;
    long seed;

    Draft(DiskAnnParameters from) {
      maxDegree = from.maxDegree;
      buildListSize = from.buildListSize;
      alpha = from.alpha;
      fanout = from.fanout;
      leafSize = from.leafSize;
      leafNeighbors = from.leafNeighbors;
      deferral = from.deferral;
      bits = from.bits;
      oversample = from.oversample;
      buildThreads = from.buildThreads;
      buildMemoryMB = from.buildMemoryMB;
      mergeMemoryMB = from.mergeMemoryMB;
      seed = from.seed;
    }

    DiskAnnParameters checked() {
      return new DiskAnnParameters(
          maxDegree,
          buildListSize,
          alpha,
          fanout,
          leafSize,
          leafNeighbors,
          deferral,
          bits,
          oversample,
          buildThreads,
          buildMemoryMB,
          mergeMemoryMB,
          seed);
    }
  }
}
