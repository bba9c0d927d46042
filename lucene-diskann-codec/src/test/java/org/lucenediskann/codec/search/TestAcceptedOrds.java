package org.lucenediskann.codec.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.codecs.hnsw.DefaultFlatVectorScorer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.tests.util.TestUtil;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.hnsw.RandomVectorScorer;

/** Every way of iterating over accepted ordinals gives what asking for each ordinal gives. */
public class TestAcceptedOrds extends LuceneTestCase {

  private static final int DOCS = 400;

  public void testDense() throws IOException {
    check(1);
  }

  public void testSparse() throws IOException {
    check(3);
  }

  private void check(int every) throws IOException {
    try (Directory dir = newDirectory()) {
      index(dir, every);
      try (DirectoryReader reader = DirectoryReader.open(dir)) {
        FloatVectorValues values = getOnlyLeafReader(reader).getFloatVectorValues("v");
        RandomVectorScorer scorer =
            DefaultFlatVectorScorer.INSTANCE.getRandomVectorScorer(
                VectorSimilarityFunction.EUCLIDEAN, values, new float[] {1, 1});
        for (double passing : new double[] {0, 0.01, 0.5, 1}) {
          checkFilter(scorer, randomDocs(passing));
        }
        assertEquals(ords(scorer, null), iterate(scorer, AcceptDocs.fromLiveDocs(null, DOCS)));
      }
    }
  }

  private static void checkFilter(RandomVectorScorer scorer, FixedBitSet docs) throws IOException {
    List<Integer> expected = ords(scorer, docs);
    AcceptDocs filter =
        AcceptDocs.fromIteratorSupplier(
            () -> new BitSetIterator(docs, docs.cardinality()), null, DOCS);
    assertEquals(expected, iterate(scorer, filter));
    AcceptDocs live = AcceptDocs.fromLiveDocs(docs.asReadOnlyBits(), DOCS);
    assertEquals(expected, iterate(scorer, live));
  }

  private static List<Integer> ords(RandomVectorScorer scorer, Bits docs) {
    List<Integer> ords = new ArrayList<>();
    for (int ord = 0; ord < scorer.maxOrd(); ord++) {
      if (docs == null || docs.get(scorer.ordToDoc(ord))) {
        ords.add(ord);
      }
    }
    return ords;
  }

  private static List<Integer> iterate(RandomVectorScorer scorer, AcceptDocs acceptDocs)
      throws IOException {
    List<Integer> ords = new ArrayList<>();
    DocIdSetIterator iterator = AcceptedOrds.of(scorer, acceptDocs);
    assertEquals(-1, iterator.docID());
    while (iterator.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
      ords.add(iterator.docID());
    }
    return ords;
  }

  private static FixedBitSet randomDocs(double passing) {
    FixedBitSet docs = new FixedBitSet(DOCS);
    for (int doc = 0; doc < DOCS; doc++) {
      if (random().nextDouble() < passing) {
        docs.set(doc);
      }
    }
    return docs;
  }

  private static void index(Directory dir, int every) throws IOException {
    IndexWriterConfig config = new IndexWriterConfig().setCodec(TestUtil.getDefaultCodec());
    try (IndexWriter writer = new IndexWriter(dir, config)) {
      for (int doc = 0; doc < DOCS; doc++) {
        Document document = new Document();
        if (doc % every == 0) {
          document.add(new KnnFloatVectorField("v", new float[] {doc, 1}));
        }
        writer.addDocument(document);
      }
      writer.forceMerge(1);
    }
  }
}
