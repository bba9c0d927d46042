package org.lucenediskann.codec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.Directory;

/**
 * One small index of known contents for each way of writing: two segments and some deleted
 * documents, or what a force merge makes of them. Nothing here depends on a test's seed.
 *
 * @param name of the index and its zip
 * @param size number of documents, deleted ones included
 * @param merged whether all becomes one segment in the end
 */
record GoldenIndex(
    String name,
    DiskAnnParameters parameters,
    VectorEncoding encoding,
    VectorSimilarityFunction similarity,
    int dimension,
    int size,
    boolean merged) {

  static final String FIELD = "v";
  static final String ID = "id";

  private static final int SECOND_SEGMENT_EVERY = 16; // a sixteenth of all is in there
  private static final int DELETE_EVERY = 10;
  private static final int CENTERS = 20;
  private static final int QUERIES = 20;
  private static final int HITS = 10;

  /** Every mode. What is in this list may not change; what comes new is added. */
  static List<GoldenIndex> all() {
    List<GoldenIndex> all = new ArrayList<>();
    all.add(floats("deferred", VectorSimilarityFunction.EUCLIDEAN, Deferral.auto(), 0));
    for (VectorSimilarityFunction similarity : VectorSimilarityFunction.values()) {
      all.add(floats(similarity.name().toLowerCase(Locale.ROOT), similarity, Deferral.never(), 0));
    }
    for (int bits : new int[] {1, 2, 4, 7, 8}) {
      all.add(floats("bits-" + bits, VectorSimilarityFunction.EUCLIDEAN, Deferral.never(), bits));
    }
    all.add(floats("cosine-bits-4", VectorSimilarityFunction.COSINE, Deferral.never(), 4));
    all.add(floats("deferred-bits-7", VectorSimilarityFunction.COSINE, Deferral.auto(), 7));
    all.add(
        floats("merged", VectorSimilarityFunction.EUCLIDEAN, Deferral.never(), 0).mergedAtLast());
    all.add(bytes("bytes-euclidean", VectorSimilarityFunction.EUCLIDEAN, 16, 300));
    all.add(bytes("bytes-cosine", VectorSimilarityFunction.COSINE, 16, 300));
    all.add(bytes("router", VectorSimilarityFunction.EUCLIDEAN, 4, 4500));
    return all;
  }

  private static DiskAnnParameters parameters(Deferral deferral) {
    return DiskAnnParameters.defaults()
        .withMaxDegree(8)
        .withLeafSize(64)
        .withDeferral(deferral)
        .withSeed(7);
  }

  private static GoldenIndex floats(
      String name, VectorSimilarityFunction similarity, Deferral deferral, int bits) {
    return new GoldenIndex(
        name,
        parameters(deferral).withBits(bits),
        VectorEncoding.FLOAT32,
        similarity,
        16,
        300,
        false);
  }

  private static GoldenIndex bytes(
      String name, VectorSimilarityFunction similarity, int dimension, int size) {
    return new GoldenIndex(
        name,
        parameters(Deferral.never()),
        VectorEncoding.BYTE,
        similarity,
        dimension,
        size,
        false);
  }

  private GoldenIndex mergedAtLast() {
    return new GoldenIndex(name, parameters, encoding, similarity, dimension, size, true);
  }

  private static boolean isLive(int id) {
    return id % DELETE_EVERY != 0;
  }

  /** Whole numbers around one of a few centers; a unit vector where the similarity wants that. */
  private float[][] vectors() {
    SplittableRandom random = new SplittableRandom(1);
    int[][] centers = new int[CENTERS][];
    for (int i = 0; i < CENTERS; i++) {
      centers[i] = random.ints(dimension, -80, 81).toArray();
    }
    float[][] vectors = new float[size][dimension];
    for (float[] vector : vectors) {
      int[] center = centers[random.nextInt(CENTERS)];
      for (int i = 0; i < dimension; i++) {
        vector[i] = center[i] + random.nextInt(-40, 41);
      }
      if (similarity == VectorSimilarityFunction.DOT_PRODUCT) {
        normalize(vector);
      }
    }
    return vectors;
  }

  private static void normalize(float[] vector) {
    double squares = 0;
    for (float value : vector) {
      squares += (double) value * value;
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (vector[i] / Math.sqrt(squares));
    }
  }

  private static byte[] bytes(float[] vector) {
    byte[] bytes = new byte[vector.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) vector[i];
    }
    return bytes;
  }

  private Field field(float[] vector) {
    return encoding == VectorEncoding.BYTE
        ? new KnnByteVectorField(FIELD, bytes(vector), similarity)
        : new KnnFloatVectorField(FIELD, vector, similarity);
  }

  /** Writes the index with the parameters it is about. */
  void write(Directory directory) throws IOException {
    LogDocMergePolicy merges = new LogDocMergePolicy();
    merges.setNoCFSRatio(0);
    IndexWriterConfig config =
        new IndexWriterConfig()
            .setCodec(new DiskAnnCodec(parameters))
            .setUseCompoundFile(false)
            .setMergePolicy(merges)
            .setMergeScheduler(new SerialMergeScheduler());
    float[][] vectors = vectors();
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (int id = 0; id < size; id++) {
        Document document = new Document();
        document.add(new NumericDocValuesField(ID, id));
        document.add(field(vectors[id]));
        writer.addDocument(document);
        if (id == size - size / SECOND_SEGMENT_EVERY) {
          writer.commit();
        }
      }
      writer.commit();
      for (int id = 0; id < size; id += DELETE_EVERY) {
        writer.deleteDocuments(NumericDocValuesField.newSlowExactQuery(ID, id));
      }
      if (merged) {
        writer.forceMerge(1);
      }
    }
  }

  /**
   * One line for each query: the document whose vector it is, then {@code document:score} of the
   * best hits, those included that score as high as the last.
   */
  List<String> expectedHits() {
    float[][] vectors = vectors();
    return IntStream.range(0, QUERIES)
        .map(i -> size / QUERIES * i + 1)
        .mapToObj(query -> query + " " + expectedHits(vectors, query))
        .toList();
  }

  private String expectedHits(float[][] vectors, int query) {
    Comparator<Integer> byScore =
        Comparator.comparingDouble(id -> -score(vectors[query], vectors[id]));
    List<Integer> best =
        IntStream.range(0, size).filter(GoldenIndex::isLive).boxed().sorted(byScore).toList();
    float last = score(vectors[query], vectors[best.get(HITS - 1)]);
    return best.stream()
        .takeWhile(id -> score(vectors[query], vectors[id]) >= last)
        .map(id -> id + ":" + score(vectors[query], vectors[id]))
        .collect(Collectors.joining(" "));
  }

  private float score(float[] query, float[] vector) {
    return encoding == VectorEncoding.BYTE
        ? similarity.compare(bytes(query), bytes(vector))
        : similarity.compare(query, vector);
  }
}
