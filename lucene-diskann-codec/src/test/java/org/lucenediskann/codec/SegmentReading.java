package org.lucenediskann.codec;

import java.io.EOFException;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.VectorUtil;
import org.junit.Assert;

/** Reads segments that may be broken: what comes out is right, or an error says what is wrong. */
final class SegmentReading {

  private SegmentReading() {}

  static boolean saysWhatIsWrong(Throwable t) {
    boolean ofBytes =
        t instanceof CorruptIndexException
            || t instanceof IndexFormatTooNewException
            || t instanceof IndexFormatTooOldException
            || t instanceof EOFException;
    return isNotFinite(t) || (ofBytes && t.getMessage() != null);
  }

  /** Lucene asserts that products of vectors are finite; without assertions they are no hits. */
  private static boolean isNotFinite(Throwable t) {
    return t instanceof AssertionError
        && t.getStackTrace()[0].getClassName().equals(VectorUtil.class.getName());
  }

  /**
   * Opens, checks and searches everything, with all documents accepted and with some.
   *
   * @param sameVectors whether each document still has one vector, the one it always had
   */
  static void readAll(Directory directory, Random random, boolean sameVectors) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      for (LeafReaderContext leaf : reader.leaves()) {
        CodecReader segment = (CodecReader) leaf.reader();
        segment.getVectorReader().checkIntegrity();
        Bits some = someOf(segment.maxDoc());
        for (FieldInfo field : segment.getFieldInfos()) {
          if (field.hasVectorValues()) {
            search(segment, field, null, random, sameVectors);
            search(segment, field, some, random, sameVectors);
          }
        }
      }
    }
  }

  private static Bits someOf(int maxDoc) {
    return new Bits() {
      @Override
      public boolean get(int doc) {
        return doc % 2 == 0;
      }

      @Override
      public int length() {
        return maxDoc;
      }
    };
  }

  private static void search(
      CodecReader segment, FieldInfo field, Bits accepted, Random random, boolean sameVectors)
      throws IOException {
    TopKnnCollector collector = new TopKnnCollector(10, Integer.MAX_VALUE);
    AcceptDocs acceptDocs = AcceptDocs.fromLiveDocs(accepted, segment.maxDoc());
    VectorScorer exact;
    if (field.getVectorEncoding() == VectorEncoding.BYTE) {
      byte[] query = bytes(field.getVectorDimension(), random);
      segment.getVectorReader().search(field.name, query, collector, acceptDocs);
      exact = segment.getByteVectorValues(field.name).scorer(query);
    } else {
      float[] query = floats(field.getVectorDimension(), random);
      segment.getVectorReader().search(field.name, query, collector, acceptDocs);
      exact = segment.getFloatVectorValues(field.name).scorer(query);
    }
    ScoreDoc[] hits = collector.topDocs().scoreDocs;
    for (ScoreDoc hit : hits) {
      Assert.assertTrue("document " + hit.doc, hit.doc >= 0 && hit.doc < segment.maxDoc());
      Assert.assertTrue("accepted " + hit.doc, accepted == null || accepted.get(hit.doc));
      Assert.assertFalse("score of " + hit.doc, Float.isNaN(hit.score));
    }
    if (sameVectors) {
      assertScores(hits, exact);
    }
  }

  private static void assertScores(ScoreDoc[] hits, VectorScorer exact) throws IOException {
    Map<Integer, Float> scores = new HashMap<>();
    while (exact.iterator().nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
      scores.put(exact.iterator().docID(), exact.score());
    }
    Set<Integer> seen = new HashSet<>();
    for (ScoreDoc hit : hits) {
      Assert.assertTrue("twice " + hit.doc, seen.add(hit.doc));
      Assert.assertEquals("score of " + hit.doc, scores.get(hit.doc), hit.score, 1e-5f);
    }
  }

  static float[] floats(int dimension, Random random) {
    float[] vector = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }

  static byte[] bytes(int dimension, Random random) {
    byte[] vector = new byte[dimension];
    random.nextBytes(vector);
    return vector;
  }
}
