package org.lucenediskann.codec.search;

import org.apache.lucene.util.IOSupplier;
import org.apache.lucene.util.hnsw.RandomVectorScorer;

/**
 * What scores the vectors of one segment and field against a query; for the calling thread only.
 *
 * @param exact opens what reads the vectors themselves
 * @param codes opens what reads their codes; null = there are none
 */
public record QueryScorers(
    IOSupplier<RandomVectorScorer> exact, IOSupplier<RandomVectorScorer> codes) {}
