package org.lucenediskann.codec;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.FloatVectorSimilarityQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.util.LuceneTestCase;

/** How much of what is above a threshold is found, through a router of several levels. */
public class TestThresholdRecall extends LuceneTestCase {

  private static final int SIZE = 40_000;
  private static final int DIMENSION = 12;
  private static final int QUERIES = 30;

  private final Random random = new Random(7);
  private final float[][] vectors = new float[SIZE][];

  public void testMostIsFound() throws IOException {
    try (Directory directory = newDirectory()) {
      index(directory);
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        IndexSearcher searcher = new IndexSearcher(reader);
        double all = recall(searcher, null, 1);
        assertTrue("recall " + all, all > 0.9);
        double filtered = recall(searcher, IntField.newExactQuery("part", 0), 14);
        assertTrue("recall with a filter " + filtered, filtered > 0.9);
      }
    }
  }

  private void index(Directory directory) throws IOException {
    IndexWriterConfig config = new IndexWriterConfig().setCodec(new DiskAnnCodec());
    config.setRAMBufferSizeMB(256);
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (int i = 0; i < SIZE; i++) {
        vectors[i] = gaussian();
        Document document = new Document();
        document.add(new KnnFloatVectorField("v", vectors[i], VectorSimilarityFunction.EUCLIDEAN));
        document.add(new IntField("part", i % 14, Field.Store.NO));
        writer.addDocument(document);
      }
      writer.forceMerge(1);
    }
  }

  private double recall(IndexSearcher searcher, Query filter, int parts) throws IOException {
    int wanted = 0;
    int found = 0;
    for (int i = 0; i < QUERIES; i++) {
      float[] query = gaussian();
      float[] scores = new float[(SIZE + parts - 1) / parts];
      IntStream.range(0, scores.length)
          .forEach(
              j ->
                  scores[j] =
                      VectorSimilarityFunction.EUCLIDEAN.compare(query, vectors[j * parts]));
      Arrays.sort(scores);
      float threshold = scores[scores.length - 40];
      Query above = new FloatVectorSimilarityQuery("v", query, threshold, filter);
      wanted += 40;
      found += searcher.search(above, SIZE).scoreDocs.length;
    }
    return (double) found / wanted;
  }

  private float[] gaussian() {
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }
}
