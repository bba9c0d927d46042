package org.lucenediskann.it;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.search.ByteVectorSimilarityQuery;
import org.apache.lucene.search.FloatVectorSimilarityQuery;
import org.apache.lucene.search.Query;

/**
 * Queries for all documents of at least some score. Up to Lucene 10.5 that is one class; from 10.6
 * on it is abstract, with one nested class for each way of bounding the walk.
 */
final class ThresholdQueries {

  private static final float DECAY = 0.5f;

  private ThresholdQueries() {}

  /** One query of each kind that this version of Lucene has. */
  static List<Query> of(Corpus corpus, float[] query, float score, Query filter) {
    boolean bytes = corpus.encoding() == VectorEncoding.BYTE;
    Object target = bytes ? Corpus.bytes(query) : query;
    Class<?> type = bytes ? ByteVectorSimilarityQuery.class : FloatVectorSimilarityQuery.class;
    if (!Modifier.isAbstract(type.getModifiers())) {
      return List.of(create(type, target, score, DECAY, filter));
    }
    return List.of(
        create(nested(type, "Adaptive"), target, score, DECAY, filter),
        create(nested(type, "Explicit"), target, score * 0.9f, score, filter));
  }

  private static Class<?> nested(Class<?> type, String name) {
    return Arrays.stream(type.getDeclaredClasses())
        .filter(nested -> nested.getSimpleName().equals(name))
        .findAny()
        .orElseThrow();
  }

  private static Query create(
      Class<?> type, Object target, float first, float second, Query filter) {
    try {
      return (Query)
          type.getConstructor(
                  String.class, target.getClass(), float.class, float.class, Query.class)
              .newInstance(Index.FIELD, target, first, second, filter);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
