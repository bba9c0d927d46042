package org.lucenediskann.codec;

import java.util.Objects;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.lucenediskann.codec.search.SearchEffort;

/**
 * How much one query may cost:
 *
 * <pre>{@code
 * KnnSearchStrategy strategy =
 *     DiskAnnSearchStrategy.defaults().withSearchListSize(100).withOversample(3);
 * new KnnFloatVectorQuery("vector", query, 10, null, strategy);
 * }</pre>
 *
 * <p>Without it, the query's {@code k} is the search list size, and where there are codes the list
 * is as many times longer as the segment's own oversample says, and all of it is reranked. Other
 * vector formats ignore it.
 *
 * <p>A query for all hits above a threshold, like {@link
 * org.apache.lucene.search.FloatVectorSimilarityQuery}, has no list: of all this only {@link
 * #rerank()} counts.
 *
 * <p>Lucene's own strategies are understood as well:
 *
 * <ul>
 *   <li>{@link Hnsw}: the defaults. Its {@code filteredSearchThreshold} is ignored, because every
 *       search with a filter finds out by itself whether to walk among accepted vectors only or to
 *       compare them all.
 *   <li>{@link Seeded}: a walk starts at the seeds, and goes on as the strategy inside says. Where
 *       all accepted vectors are compared seeds are of no use.
 *   <li>{@link Patience}: a walk ends when its list has long stayed the same. Along codes that is
 *       measured with the default saturation and patience of {@link
 *       org.apache.lucene.search.PatienceKnnVectorQuery}, whatever the query's are. That query is
 *       patient with {@link Hnsw} only: it has no effect around a {@code DiskAnnSearchStrategy}.
 * </ul>
 */
public final class DiskAnnSearchStrategy extends KnnSearchStrategy {

  /** {@link #searchListSize()} of the query's {@code k}. */
  public static final int LIST_OF_K = 0;

  /** {@link #oversample()} as the segment says. */
  public static final float STORED_OVERSAMPLE = 0;

  private static final DiskAnnSearchStrategy DEFAULTS =
      new DiskAnnSearchStrategy(LIST_OF_K, STORED_OVERSAMPLE, true);

  private final int searchListSize;
  private final float oversample;
  private final boolean rerank;

  private DiskAnnSearchStrategy(int searchListSize, float oversample, boolean rerank) {
    this.searchListSize = searchListSize;
    this.oversample = oversample;
    this.rerank = rerank;
  }

  /** {@return what a query without any strategy gets} */
  public static DiskAnnSearchStrategy defaults() {
    return DEFAULTS;
  }

  /** The one that a query was given, also behind its seeds; else the defaults. */
  static DiskAnnSearchStrategy of(KnnSearchStrategy strategy) {
    if (strategy instanceof Seeded seeded) {
      return of(seeded.originalStrategy());
    }
    return strategy instanceof DiskAnnSearchStrategy asked ? asked : DEFAULTS;
  }

  /**
   * {@return the same with another list size}
   *
   * @param searchListSize see {@link #searchListSize()}
   * @throws IllegalArgumentException if it is negative
   */
  public DiskAnnSearchStrategy withSearchListSize(int searchListSize) {
    if (searchListSize < 0) {
      throw new IllegalArgumentException(
          "searchListSize must be at least 0; searchListSize=" + searchListSize);
    }
    return new DiskAnnSearchStrategy(searchListSize, oversample, rerank);
  }

  /**
   * {@return the same with another oversample}
   *
   * @param oversample see {@link #oversample()}
   * @throws IllegalArgumentException if it is neither 0 nor in {@code [1, 100]}
   */
  public DiskAnnSearchStrategy withOversample(float oversample) {
    boolean inRange = oversample >= 1 && oversample <= DiskAnnParameters.MAX_OVERSAMPLE;
    if (oversample != STORED_OVERSAMPLE && !inRange) {
      throw new IllegalArgumentException(
          "oversample must be 0 or in [1, "
              + DiskAnnParameters.MAX_OVERSAMPLE
              + "]; oversample="
              + oversample);
    }
    return new DiskAnnSearchStrategy(searchListSize, oversample, rerank);
  }

  /**
   * {@return the same with or without reranking}
   *
   * @param rerank see {@link #rerank()}
   */
  public DiskAnnSearchStrategy withRerank(boolean rerank) {
    return new DiskAnnSearchStrategy(searchListSize, oversample, rerank);
  }

  /**
   * {@return places of the search list in each segment, in vectors; never fewer than the hits asked
   * of the segment, nor, where there are codes, than are reranked. 0 = no more than that}
   */
  public int searchListSize() {
    return searchListSize;
  }

  /**
   * {@return how many times the hits asked of a segment are read again as raw vectors for their
   * exact scores, where there are codes; a factor. 0 = as the segment says}
   */
  public float oversample() {
    return oversample;
  }

  /**
   * {@return whether hits get exact scores. Without, no raw vector is read where there are codes,
   * and scores are those of the codes, for thresholds too}
   */
  public boolean rerank() {
    return rerank;
  }

  SearchEffort effort(float stored) {
    return new SearchEffort(
        searchListSize, oversample == STORED_OVERSAMPLE ? stored : oversample, rerank);
  }

  /** Nothing to do: the list size is all that ends a search. */
  @Override
  public void nextVectorsBlock() {}

  @Override
  public boolean equals(Object other) {
    return other instanceof DiskAnnSearchStrategy that
        && searchListSize == that.searchListSize
        && Float.compare(oversample, that.oversample) == 0
        && rerank == that.rerank;
  }

  @Override
  public int hashCode() {
    return Objects.hash(searchListSize, oversample, rerank);
  }

  @Override
  public String toString() {
    return "DiskAnnSearchStrategy[searchListSize="
        + searchListSize
        + ", oversample="
        + oversample
        + ", rerank="
        + rerank
        + "]";
  }
}
