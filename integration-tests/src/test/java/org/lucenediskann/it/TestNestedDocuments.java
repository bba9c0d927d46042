package org.lucenediskann.it;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.join.BitSetProducer;
import org.apache.lucene.search.join.DiversifyingChildrenByteKnnVectorQuery;
import org.apache.lucene.search.join.DiversifyingChildrenFloatKnnVectorQuery;
import org.apache.lucene.search.join.QueryBitSetProducer;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.lucenediskann.codec.Deferral;
import org.lucenediskann.codec.DiskAnnCodec;
import org.lucenediskann.codec.DiskAnnParameters;

/** Blocks of child documents with vectors and a parent without: the best child of each parent. */
public class TestNestedDocuments extends LuceneTestCase {

  private static final int PARENTS = 200;
  private static final int CHILDREN = 4;

  public void testBestChildOfEachParent() throws IOException {
    for (VectorEncoding encoding : VectorEncoding.values()) {
      for (Deferral deferral :
          new Deferral[] {Deferral.never(), Deferral.vectors(Integer.MAX_VALUE)}) {
        check(encoding, DiskAnnParameters.defaults().withBits(0).withDeferral(deferral));
        check(encoding, DiskAnnParameters.defaults().withBits(1).withDeferral(deferral));
      }
    }
  }

  private void check(VectorEncoding encoding, DiskAnnParameters parameters) throws IOException {
    Corpus corpus =
        Corpus.random(
            random(), VectorSimilarityFunction.EUCLIDEAN, encoding, PARENTS * CHILDREN, 8);
    DiskAnnCodec codec = new DiskAnnCodec(parameters);
    try (Directory directory = newDirectory()) {
      index(corpus, directory, codec);
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        float[] query = corpus.vectors().get(17);
        IndexSearcher searcher = new IndexSearcher(reader);
        TopDocs all = searcher.search(knn(corpus, query, PARENTS), PARENTS);
        assertEquals(PARENTS, all.scoreDocs.length);
        assertBestChildren(corpus, query, searcher, all);
        TopDocs ten = searcher.search(knn(corpus, query, 10), PARENTS);
        assertEquals(10, ten.scoreDocs.length);
        if (parameters.deferral() instanceof Deferral.Vectors && !coded(encoding, parameters)) {
          assertBestChildren(corpus, query, searcher, ten);
        }
      }
    }
  }

  private static boolean coded(VectorEncoding encoding, DiskAnnParameters parameters) {
    return encoding == VectorEncoding.FLOAT32 && parameters.bits() > 0;
  }

  private static void index(Corpus corpus, Directory directory, DiskAnnCodec codec)
      throws IOException {
    IndexWriterConfig config = new IndexWriterConfig().setCodec(codec);
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (int parent = 0; parent < PARENTS; parent++) {
        List<Document> block = new ArrayList<>();
        for (int child = 0; child < CHILDREN; child++) {
          block.add(Index.document(corpus, parent * CHILDREN + child));
        }
        Document last = new Document();
        last.add(new StringField("kind", "parent", Field.Store.NO));
        block.add(last);
        writer.addDocuments(block);
      }
      writer.forceMerge(1);
    }
  }

  private static Query knn(Corpus corpus, float[] query, int k) {
    BitSetProducer parents = new QueryBitSetProducer(new TermQuery(new Term("kind", "parent")));
    return corpus.encoding() == VectorEncoding.BYTE
        ? new DiversifyingChildrenByteKnnVectorQuery(
            Index.FIELD, Corpus.bytes(query), null, k, parents)
        : new DiversifyingChildrenFloatKnnVectorQuery(Index.FIELD, query, null, k, parents);
  }

  private static void assertBestChildren(
      Corpus corpus, float[] query, IndexSearcher searcher, TopDocs hits) throws IOException {
    Map<Integer, Float> bestOfParent = new HashMap<>();
    for (Corpus.Hit hit : corpus.exact(query, id -> true)) {
      bestOfParent.putIfAbsent(hit.id() / CHILDREN, hit.score());
    }
    for (ScoreDoc hit : hits.scoreDocs) {
      int parent = Index.id(searcher.storedFields(), hit.doc) / CHILDREN;
      Float best = bestOfParent.remove(parent);
      assertNotNull("parent " + parent + " twice", best);
      assertEquals(best, hit.score, 1e-5f * best);
    }
  }
}
