package org.lucenediskann.opensearch.query;

import org.apache.lucene.queries.function.FunctionScoreQuery;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ByteVectorSimilarityQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.FloatVectorSimilarityQuery;
import org.apache.lucene.search.KnnByteVectorQuery;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.join.BitSetProducer;
import org.apache.lucene.search.join.DiversifyingChildrenByteKnnVectorQuery;
import org.apache.lucene.search.join.DiversifyingChildrenFloatKnnVectorQuery;
import org.apache.lucene.search.join.ScoreMode;
import org.apache.lucene.search.join.ToChildBlockJoinQuery;
import org.apache.lucene.search.join.ToParentBlockJoinQuery;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.lucenediskann.opensearch.mapping.DataType;
import org.lucenediskann.opensearch.mapping.DiskAnnFieldType;
import org.lucenediskann.opensearch.mapping.SpaceType;

/** What is wanted → one of Lucene's queries. */
final class VectorQueries {

  /** How far a search by score walks on from what is not good enough: more finds more. */
  private static final float DECAY = 0.95f;

  private VectorQueries() {}

  /**
   * The query.
   *
   * @param filter null = every document may be a hit
   * @param parents the parents of the nested documents that have the vectors; null = not nested
   */
  static Query of(
      DiskAnnFieldType type, NeighborSearch search, Query filter, BitSetProducer parents) {
    if (search.k() == null) {
      return withScore(type, search, filter);
    }
    if (parents == null) {
      return nearest(type.name(), type.dataType(), search, filter);
    }
    Query best = bestChildren(type.name(), type.dataType(), search, filter, parents);
    return search.expandNestedDocs() ? withSiblings(best, type, search, filter, parents) : best;
  }

  private static Query withScore(DiskAnnFieldType type, NeighborSearch search, Query filter) {
    float score = score(type.spaceType(), search);
    float[] vector = search.vector();
    return switch (type.dataType()) {
      case FLOAT -> new FloatVectorSimilarityQuery(type.name(), vector, score, DECAY, filter);
      case BYTE ->
          new ByteVectorSimilarityQuery(type.name(), DataType.bytes(vector), score, DECAY, filter);
    };
  }

  private static float score(SpaceType space, NeighborSearch search) {
    if (search.minScore() != null) {
      return search.minScore();
    }
    if (search.maxDistance() < 0 && space != SpaceType.INNERPRODUCT) {
      throw new IllegalArgumentException(
          "max_distance must not be negative in space ["
              + space.word()
              + "]; max_distance="
              + search.maxDistance());
    }
    return space.scoreOf(search.maxDistance());
  }

  /** The nearest documents of a shard. */
  static Query nearest(String field, DataType type, NeighborSearch search, Query filter) {
    float[] vector = search.vector();
    KnnSearchStrategy strategy = search.strategy();
    return switch (type) {
      case FLOAT -> new KnnFloatVectorQuery(field, vector, search.k(), filter, strategy);
      case BYTE ->
          new KnnByteVectorQuery(field, DataType.bytes(vector), search.k(), filter, strategy);
    };
  }

  /** The nearest nested document of each of the nearest parents. */
  static Query bestChildren(
      String field, DataType type, NeighborSearch search, Query filter, BitSetProducer parents) {
    float[] vector = search.vector();
    KnnSearchStrategy strategy = search.strategy();
    return switch (type) {
      case FLOAT ->
          new DiversifyingChildrenFloatKnnVectorQuery(
              field, vector, filter, search.k(), parents, strategy);
      case BYTE ->
          new DiversifyingChildrenByteKnnVectorQuery(
              field, DataType.bytes(vector), filter, search.k(), parents, strategy);
    };
  }

  /** All children of the parents of {@code best} that have a vector and pass the filter. */
  private static Query withSiblings(
      Query best,
      DiskAnnFieldType type,
      NeighborSearch search,
      Query filter,
      BitSetProducer parents) {
    Query bestParents = new ToParentBlockJoinQuery(best, parents, ScoreMode.None);
    BooleanQuery.Builder children =
        new BooleanQuery.Builder()
            .add(new ToChildBlockJoinQuery(bestParents, parents), Occur.FILTER)
            .add(new FieldExistsQuery(type.name()), Occur.FILTER);
    if (filter != null) {
      children.add(filter, Occur.FILTER);
    }
    return new FunctionScoreQuery(
        children.build(), new ExactScores(type.name(), search.vector(), type.dataType()));
  }
}
