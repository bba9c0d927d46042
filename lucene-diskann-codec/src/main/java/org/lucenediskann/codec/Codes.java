package org.lucenediskann.codec;

import java.util.Arrays;
import org.apache.lucene.codecs.hnsw.FlatVectorScorerUtil;
import org.apache.lucene.codecs.lucene104.Lucene104ScalarQuantizedVectorScorer;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;

/** The short forms of float vectors: Lucene's optimized scalar quantization, by number of bits. */
final class Codes {

  private Codes() {}

  /** Whether there is a form of so many bits. */
  static boolean exist(int bits) {
    return Arrays.stream(ScalarEncoding.values()).anyMatch(encoding -> encoding.getBits() == bits);
  }

  /** With 1 and 2 bits the query has 4. */
  static ScalarEncoding encoding(int bits) {
    return ScalarEncoding.fromNumBits(bits);
  }

  static Lucene104ScalarQuantizedVectorScorer scorer() {
    return new Lucene104ScalarQuantizedVectorScorer(
        FlatVectorScorerUtil.getLucene99FlatVectorsScorer());
  }

  /** How many times the hits wanted a search reranks if the query does not say. */
  static float oversample(DiskAnnParameters parameters) {
    return parameters.oversample() == DiskAnnParameters.OVERSAMPLE_BY_BITS
        ? oversample(parameters.bits())
        : parameters.oversample();
  }

  /** The fewer bits, the more true neighbors stand behind others in the list. */
  private static float oversample(int bits) {
    return switch (bits) {
      case 1 -> 10;
      case 2 -> 6;
      case 4 -> 3;
      case 7, 8 -> 1.5f;
      default -> 1;
    };
  }
}
