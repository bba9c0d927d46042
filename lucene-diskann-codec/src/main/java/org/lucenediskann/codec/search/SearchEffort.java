package org.lucenediskann.codec.search;

/**
 * How much one query may cost, and what for.
 *
 * @param searchListSize places of the search list, at least; 0 = as many as hits are wanted
 * @param oversample how many times the hits wanted are reranked with exact scores, at least 1
 * @param rerank whether to rerank at all; otherwise hits have the scores of their codes
 */
public record SearchEffort(int searchListSize, float oversample, boolean rerank) {

  /** How many of the best to rerank for {@code k} hits. */
  int reranked(int k) {
    return (int) Math.min(Integer.MAX_VALUE, Math.max(k, Math.ceil((double) oversample * k)));
  }

  /** Places of the list for {@code k} hits of scores that are final. */
  int listSize(int k) {
    return Math.max(k, searchListSize);
  }

  /** Places of the list for {@code k} hits that are to be reranked. */
  int codedListSize(int k) {
    return Math.max(reranked(k), searchListSize);
  }
}
