package org.lucenediskann.codec.search;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.util.SparseFixedBitSet;
import org.apache.lucene.util.hnsw.HasKnnVectorValues;
import org.apache.lucene.util.hnsw.RandomVectorScorer;

/**
 * From a list to the query's collector, each ordinal once. Where scores are to be exact, all
 * vectors of a turn are asked of the operating system at once, and then read in the order of the
 * file.
 *
 * <p>A vector that is read again is not counted as visited again: the limit of visits bounds what
 * fills the list, and the list bounds this.
 */
final class Handover {

  private final RandomVectorScorer exact; // null = the list's scores are final
  private final KnnCollector collector;
  private int[] ords = {}; // what the list holds, best first
  private float[] scores = {}; // theirs in the list
  private int offered; // the first so many were handed over
  private SparseFixedBitSet before; // ordinals of earlier lists; null = this is the first
  private int reranked;

  /**
   * Creates a handover.
   *
   * @param exact null = the list's scores are final
   * @param collector the query's, for ordinals
   */
  Handover(RandomVectorScorer exact, KnnCollector collector) {
    this.exact = exact;
    this.collector = collector;
  }

  /** Empties a list into this. What was taken before must have been offered. */
  void take(CandidateList list, int size) {
    remember(size);
    int count = list.numCollected();
    ords = new int[count];
    scores = new float[count];
    for (int i = count - 1; i >= 0; i--) {
      scores[i] = list.worstScore();
      ords[i] = list.removeWorst();
    }
    offered = 0;
  }

  private void remember(int size) {
    if (offered > 0 && before == null) {
      before = new SparseFixedBitSet(size);
    }
    for (int i = 0; i < offered; i++) {
      before.set(ords[i]);
    }
  }

  /** Hands over the best of the list up to {@code count}, less those handed over before. */
  void offerBest(int count) throws IOException {
    int from = offered;
    offered = Math.max(from, Math.min(count, ords.length));
    if (exact == null) {
      for (int i = from; i < offered; i++) {
        if (isNew(ords[i])) {
          collector.collect(ords[i], scores[i]);
        }
      }
    } else if (offered > from) {
      rerank(Arrays.stream(ords, from, offered).filter(this::isNew).sorted().toArray());
    }
  }

  private boolean isNew(int ord) {
    return before == null || !before.get(ord);
  }

  private void rerank(int[] chosen) throws IOException {
    prefetch(exact, chosen, chosen.length);
    float[] exactScores = new float[chosen.length];
    exact.bulkScore(chosen, exactScores, chosen.length);
    for (int i = 0; i < chosen.length; i++) {
      collector.collect(chosen[i], exactScores[i]);
    }
    reranked += chosen.length;
  }

  /** Asks for what scoring will read, all at once; Lucene backs off where pages are in memory. */
  static void prefetch(RandomVectorScorer scorer, int[] ords, int count) throws IOException {
    if (scorer instanceof HasKnnVectorValues source) {
      source.values().prefetch(ords, count);
    }
  }

  /** How many vectors were read again. */
  int reranked() {
    return reranked;
  }
}
