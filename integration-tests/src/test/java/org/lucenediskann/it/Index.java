package org.lucenediskann.it;

import java.io.Closeable;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.junit.Assert;
import org.lucenediskann.codec.SoundGraphs;

/** A corpus in an index of several segments, some of its documents deleted. */
final class Index implements Closeable {

  static final String FIELD = "v";
  static final int DELETE_EVERY = 5;

  private final Corpus corpus;
  private final Directory directory;
  private final DirectoryReader reader;
  private final IndexSearcher searcher;

  /** Indexes the corpus, commits {@code segments} times, then deletes every fifth document. */
  Index(Corpus corpus, Codec codec, int segments) throws IOException {
    this.corpus = corpus;
    directory = LuceneTestCase.newDirectory();
    IndexWriterConfig config =
        new IndexWriterConfig().setCodec(codec).setMergePolicy(NoMergePolicy.INSTANCE);
    int perSegment = (corpus.size() + segments - 1) / segments;
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (int id = 0; id < corpus.size(); id++) {
        writer.addDocument(document(corpus, id));
        if ((id + 1) % perSegment == 0) {
          writer.commit();
        }
      }
      for (int id = 0; id < corpus.size(); id += DELETE_EVERY) {
        writer.deleteDocuments(new Term("id", Integer.toString(id)));
      }
    }
    reader = DirectoryReader.open(directory);
    Assert.assertEquals(segments, reader.leaves().size());
    SoundGraphs.check(reader);
    searcher = new IndexSearcher(reader);
  }

  static Document document(Corpus corpus, int id) {
    Document document = new Document();
    document.add(new StringField("id", Integer.toString(id), Field.Store.YES));
    document.add(new StringField("third", Integer.toString(id % 3), Field.Store.NO));
    document.add(new StringField("percent", Integer.toString(id % 100), Field.Store.NO));
    if (corpus.hasVector(id)) {
      document.add(corpus.field(FIELD, id));
    }
    return document;
  }

  static boolean isLive(int id) {
    return id % DELETE_EVERY != 0;
  }

  IndexSearcher searcher() {
    return searcher;
  }

  DirectoryReader reader() {
    return reader;
  }

  TopDocs search(Query query, int n) throws IOException {
    return searcher.search(query, n);
  }

  int id(int doc) throws IOException {
    return id(searcher.storedFields(), doc);
  }

  static int id(StoredFields fields, int doc) throws IOException {
    return Integer.parseInt(fields.document(doc).get("id"));
  }

  /** The hits are exactly these, in this order but for ties, with these scores. */
  void assertHits(String message, List<Corpus.Hit> expected, TopDocs hits, float[] query)
      throws IOException {
    Assert.assertEquals(message, expected.size(), hits.scoreDocs.length);
    for (int i = 0; i < expected.size(); i++) {
      float score = expected.get(i).score();
      Assert.assertEquals(message + " hit " + i, score, hits.scoreDocs[i].score, 1e-5f * score);
    }
    assertSound(message, hits, query, id -> true);
  }

  /** Every hit is alive, passes, comes once, has the score it must have; the best come first. */
  void assertSound(String message, TopDocs hits, float[] query, IntPredicate passing)
      throws IOException {
    Set<Integer> seen = new HashSet<>();
    float last = Float.POSITIVE_INFINITY;
    for (ScoreDoc hit : hits.scoreDocs) {
      int id = id(hit.doc);
      String where = message + " id " + id;
      Assert.assertTrue(where + " twice", seen.add(id));
      Assert.assertTrue(where + " deleted", isLive(id));
      Assert.assertTrue(where + " filtered", passing.test(id));
      float score = corpus.score(query, id);
      Assert.assertEquals(where, score, hit.score, 1e-5f * score);
      Assert.assertTrue(where + " out of order", hit.score <= last);
      last = hit.score;
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
    directory.close();
  }
}
