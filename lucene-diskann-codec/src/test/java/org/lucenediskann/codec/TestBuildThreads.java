package org.lucenediskann.codec;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.lucenediskann.codec.graph.Graph;

/** Threads of a flush: the same graph, and none of them is left (the framework looks for that). */
public class TestBuildThreads extends LuceneTestCase {

  private static final int SIZE = 3000;
  private static final int DIMENSION = 12;

  public void testSameGraphForAnyNumber() throws IOException {
    long seed = random().nextLong();
    int[][] expected = flushed(1, seed);
    for (int threads : new int[] {2, 5}) {
      assertTrue(threads + " threads", Arrays.deepEquals(expected, flushed(threads, seed)));
    }
  }

  /** Neighbor lists, then the entry points, of one flushed segment. */
  private static int[][] flushed(int threads, long seed) throws IOException {
    DiskAnnParameters parameters =
        DiskAnnParameters.defaults().withLeafSize(64).withBuildThreads(threads);
    IndexWriterConfig config = new IndexWriterConfig().setCodec(new DiskAnnCodec(parameters));
    try (Directory directory = newDirectory();
        IndexWriter writer = new IndexWriter(directory, config)) {
      Random values = new Random(seed);
      for (int i = 0; i < SIZE; i++) {
        writer.addDocument(document(values));
      }
      try (DirectoryReader reader = DirectoryReader.open(writer)) {
        assertEquals(1, reader.leaves().size());
        var segment = reader.leaves().get(0).reader();
        return lists(((DiskAnnVectorsReader) Segments.vectorsReader(segment, "v")).graph("v"));
      }
    }
  }

  private static Document document(Random values) {
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) values.nextGaussian();
    }
    Document document = new Document();
    document.add(new KnnFloatVectorField("v", vector));
    return document;
  }

  private static int[][] lists(Graph graph) throws IOException {
    int[][] lists = new int[SIZE + 1][];
    int[] row = new int[graph.maxDegree()];
    for (int node = 0; node < SIZE; node++) {
      lists[node] = Arrays.copyOf(row, graph.neighbors(node, row));
    }
    lists[SIZE] = graph.entryPoints();
    return lists;
  }
}
