package org.lucenediskann.it;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.KnnByteVectorQuery;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;

/**
 * Clustered vectors by document id, and what an exact search of them finds.
 *
 * @param vectors whole numbers in {@code [-127, 127]} if the encoding is bytes; null = no vector
 */
record Corpus(VectorSimilarityFunction similarity, VectorEncoding encoding, List<float[]> vectors) {

  /** A document and the score it must have. */
  record Hit(int id, float score) {}

  private static final int CLUSTERS = 12;

  static Corpus random(
      Random random,
      VectorSimilarityFunction similarity,
      VectorEncoding encoding,
      int size,
      int dimension) {
    List<float[]> centers = new ArrayList<>();
    for (int i = 0; i < CLUSTERS; i++) {
      centers.add(gaussian(random, new float[dimension], 1f));
    }
    List<float[]> vectors = new ArrayList<>();
    for (int id = 0; id < size; id++) {
      float[] raw = gaussian(random, centers.get(random.nextInt(CLUSTERS)), 0.4f);
      vectors.add(encoded(raw, similarity, encoding));
    }
    return new Corpus(similarity, encoding, vectors);
  }

  private static float[] gaussian(Random random, float[] center, float deviation) {
    float[] vector = new float[center.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = center[i] + deviation * (float) random.nextGaussian();
    }
    return vector;
  }

  private static float[] encoded(
      float[] raw, VectorSimilarityFunction similarity, VectorEncoding encoding) {
    float[] vector = raw.clone();
    double norm = 0;
    for (float value : raw) {
      norm += value * value;
    }
    norm = Math.sqrt(norm);
    for (int i = 0; i < vector.length; i++) {
      if (encoding == VectorEncoding.BYTE) {
        vector[i] = Math.max(-127, Math.min(127, Math.round(raw[i] * 30)));
      } else if (similarity == VectorSimilarityFunction.DOT_PRODUCT) {
        vector[i] = (float) (raw[i] / norm);
      }
    }
    return vector;
  }

  /** The same without the vectors of some documents. */
  Corpus without(IntPredicate ids) {
    List<float[]> fewer = new ArrayList<>();
    for (int id = 0; id < size(); id++) {
      fewer.add(ids.test(id) ? null : vectors.get(id));
    }
    return new Corpus(similarity, encoding, fewer);
  }

  int size() {
    return vectors.size();
  }

  boolean hasVector(int id) {
    return vectors.get(id) != null;
  }

  Field field(String name, int id) {
    float[] vector = vectors.get(id);
    return encoding == VectorEncoding.BYTE
        ? new KnnByteVectorField(name, bytes(vector), similarity)
        : new KnnFloatVectorField(name, vector, similarity);
  }

  Query knn(String field, float[] query, int k, Query filter) {
    return encoding == VectorEncoding.BYTE
        ? new KnnByteVectorQuery(field, bytes(query), k, filter)
        : new KnnFloatVectorQuery(field, query, k, filter);
  }

  static byte[] bytes(float[] vector) {
    byte[] bytes = new byte[vector.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) vector[i];
    }
    return bytes;
  }

  float score(float[] query, int id) {
    float[] vector = vectors.get(id);
    return encoding == VectorEncoding.BYTE
        ? similarity.compare(bytes(query), bytes(vector))
        : similarity.compare(query, vector);
  }

  /** All documents that have a vector and pass, best first. */
  List<Hit> exact(float[] query, IntPredicate passing) {
    List<Hit> hits = new ArrayList<>();
    for (int id = 0; id < size(); id++) {
      if (hasVector(id) && passing.test(id)) {
        hits.add(new Hit(id, score(query, id)));
      }
    }
    hits.sort(Comparator.comparing((Hit hit) -> -hit.score()).thenComparing(Hit::id));
    return hits;
  }
}
