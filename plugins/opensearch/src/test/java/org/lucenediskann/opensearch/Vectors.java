package org.lucenediskann.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import org.apache.lucene.index.VectorSimilarityFunction;

/**
 * Seeded vectors with the numbers of documents, and what is exactly nearest among them.
 *
 * @param rows by document
 * @param similarity that scores them
 */
public record Vectors(float[][] rows, VectorSimilarityFunction similarity) {

  /** Vectors around 20 centers. */
  public static Vectors floats(
      int count, int dimension, VectorSimilarityFunction similarity, long seed) {
    Random random = new Random(seed);
    float[][] centers = new float[20][];
    Arrays.setAll(centers, i -> gaussian(random, dimension, 3));
    float[][] rows = new float[count][];
    for (int i = 0; i < count; i++) {
      float[] center = centers[random.nextInt(centers.length)];
      rows[i] = gaussian(random, dimension, 1);
      for (int d = 0; d < dimension; d++) {
        rows[i][d] += center[d];
      }
    }
    return new Vectors(rows, similarity);
  }

  /** The same, of whole numbers in the range of a byte. */
  static Vectors bytes(int count, int dimension, VectorSimilarityFunction similarity, long seed) {
    Vectors vectors = floats(count, dimension, similarity, seed);
    for (float[] row : vectors.rows) {
      for (int d = 0; d < dimension; d++) {
        row[d] = Math.max(-128, Math.min(127, Math.round(row[d] * 12)));
      }
    }
    return vectors;
  }

  private static float[] gaussian(Random random, int dimension, float spread) {
    float[] vector = new float[dimension];
    for (int d = 0; d < dimension; d++) {
      vector[d] = (float) random.nextGaussian() * spread;
    }
    return vector;
  }

  /** A vector as JSON: whole numbers without a point. */
  static String json(float[] vector) {
    StringBuilder json = new StringBuilder("[");
    for (float component : vector) {
      json.append(json.length() == 1 ? "" : ",");
      if (component == (int) component) {
        json.append((int) component);
      } else {
        json.append(component);
      }
    }
    return json.append(']').toString();
  }

  String json(int doc) {
    return json(rows[doc]);
  }

  float score(float[] query, int doc) {
    return similarity.compare(query, rows[doc]);
  }

  /** The documents with the best scores, best first, among those that are left. */
  List<Integer> nearest(float[] query, int k, IntPredicate live) {
    List<Integer> docs = new ArrayList<>();
    for (int doc = 0; doc < rows.length; doc++) {
      if (live.test(doc)) {
        docs.add(doc);
      }
    }
    docs.sort(Comparator.comparingDouble(doc -> -score(query, doc)));
    return docs.subList(0, Math.min(k, docs.size()));
  }

  /** Documents from {@code from} on, as lines of a bulk request; every tenth tag is the same. */
  public String bulk(int from, int to) {
    StringBuilder lines = new StringBuilder();
    for (int doc = from; doc < to; doc++) {
      lines.append("{\"index\":{\"_id\":\"").append(doc).append("\"}}\n");
      lines.append("{\"v\":").append(json(doc)).append(",\"tag\":").append(doc % 10);
      lines.append(",\"rank\":").append(rows.length - doc).append("}\n");
    }
    return lines.toString();
  }

  /** The numbers of the documents found, best first. */
  static List<Integer> ids(JsonNode answer) {
    List<Integer> ids = new ArrayList<>();
    answer.at("/hits/hits").forEach(hit -> ids.add(hit.get("_id").asInt()));
    return ids;
  }
}
