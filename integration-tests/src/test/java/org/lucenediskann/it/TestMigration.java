package org.lucenediskann.it;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.tests.util.TestUtil;
import org.lucenediskann.codec.Deferral;
import org.lucenediskann.codec.DiskAnnCodec;
import org.lucenediskann.codec.DiskAnnParameters;
import org.lucenediskann.codec.SoundGraphs;

/** An index goes from Lucene's own format to this one and back, as {@code docs} describe. */
public class TestMigration extends LuceneTestCase {

  private static final int SIZE = 900;
  private static final int SEGMENTS = 3;
  private static final int LIST_SIZE = 40;
  private static final String HNSW = "Lucene99HnswVectorsFormat";

  private Corpus corpus;

  @Override
  public void setUp() throws Exception {
    super.setUp();
    corpus =
        Corpus.random(
            random(),
            RandomPick.of(random(), VectorSimilarityFunction.values()),
            RandomPick.of(random(), VectorEncoding.values()),
            SIZE,
            12);
  }

  private static Codec diskAnn() {
    int bits = RandomPick.of(random(), new Integer[] {0, 7});
    return new DiskAnnCodec(
        DiskAnnParameters.defaults().withDeferral(Deferral.never()).withBits(bits));
  }

  private static IndexWriterConfig config(Codec codec) {
    return new IndexWriterConfig().setCodec(codec).setMergePolicy(new TieredMergePolicy());
  }

  /** Some segments of Lucene's own codec, some of their documents deleted. */
  private void fill(Directory directory, int segments) throws IOException {
    IndexWriterConfig config = config(new Lucene104Codec()).setMergePolicy(NoMergePolicy.INSTANCE);
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (int id = 0; id < SIZE; id++) {
        writer.addDocument(Index.document(corpus, id));
        if (id % (SIZE / segments) == SIZE / segments - 1) {
          writer.commit();
        }
      }
      for (int id = 0; id < SIZE; id += Index.DELETE_EVERY) {
        writer.deleteDocuments(new Term("id", Integer.toString(id)));
      }
    }
  }

  private static void forceMerge(Directory directory, Codec codec) throws IOException {
    try (IndexWriter writer = new IndexWriter(directory, config(codec))) {
      writer.forceMerge(1);
    }
  }

  /** For a single segment, which a force merge may leave alone. */
  private static void copy(Directory from, Directory to, Codec codec) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(from);
        IndexWriter writer = new IndexWriter(to, config(codec))) {
      List<CodecReader> segments = new ArrayList<>();
      for (LeafReaderContext leaf : reader.leaves()) {
        segments.add((CodecReader) leaf.reader());
      }
      writer.addIndexes(segments.toArray(CodecReader[]::new));
    }
  }

  public void testForceMergeThereAndBack() throws IOException {
    try (Directory directory = newDirectory()) {
      fill(directory, SEGMENTS);
      forceMerge(directory, diskAnn());
      assertWritten(directory, "DiskAnn104", "DiskAnn", 1);
      try (IndexWriter writer = new IndexWriter(directory, config(new Lucene104Codec()))) {
        writer.updateDocument(new Term("id", "1"), Index.document(corpus, 1)); // a second segment
        writer.commit();
        writer.forceMerge(1);
      }
      assertWritten(directory, "Lucene104", HNSW, 0);
    }
  }

  public void testCopyThereAndBack() throws IOException {
    try (Directory hnsw = newDirectory();
        Directory diskAnn = newDirectory();
        Directory back = newDirectory()) {
      fill(hnsw, 1);
      copy(hnsw, diskAnn, diskAnn());
      assertWritten(diskAnn, "DiskAnn104", "DiskAnn", 1);
      copy(diskAnn, back, new Lucene104Codec());
      assertWritten(back, "Lucene104", HNSW, 0);
    }
  }

  /** While both kinds are there they are searched together. */
  public void testMixed() throws IOException {
    try (Directory directory = newDirectory()) {
      fill(directory, SEGMENTS);
      IndexWriterConfig config = config(diskAnn()).setMergePolicy(NoMergePolicy.INSTANCE);
      try (IndexWriter writer = new IndexWriter(directory, config)) {
        for (int id = 1; id < SIZE; id += 10) { // alive, see above
          writer.updateDocument(new Term("id", Integer.toString(id)), Index.document(corpus, id));
        }
      }
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        assertEquals(SEGMENTS + 1, reader.leaves().size());
        assertEquals(1, SoundGraphs.check(reader));
        assertFinds(reader);
      }
    }
  }

  /** One segment of this codec and vector format, and of no other, that finds everything. */
  private void assertWritten(Directory directory, String codec, String format, int graphs)
      throws IOException {
    TestUtil.checkIndex(directory);
    SegmentInfos infos = SegmentInfos.readLatestCommit(directory);
    assertEquals(1, infos.size());
    assertEquals(codec, infos.info(0).info.getCodec().getName());
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      assertEquals(
          format,
          reader
              .leaves()
              .get(0)
              .reader()
              .getFieldInfos()
              .fieldInfo(Index.FIELD)
              .getAttribute(PerFieldKnnVectorsFormat.PER_FIELD_FORMAT_KEY));
      assertEquals(graphs, SoundGraphs.check(reader));
      assertFinds(reader);
    }
  }

  private void assertFinds(DirectoryReader reader) throws IOException {
    int live = SIZE - SIZE / Index.DELETE_EVERY;
    assertEquals(live, reader.numDocs());
    IndexSearcher searcher = new IndexSearcher(reader);
    double found = 0;
    int queries = 0;
    for (int query = 0; query < SIZE; query += 47) {
      float[] vector = corpus.vectors().get(query);
      List<Corpus.Hit> exact = corpus.exact(vector, Index::isLive);
      assertAll(
          exact, searcher, searcher.search(corpus.knn(Index.FIELD, vector, live, null), live));
      TopDocs hits = searcher.search(corpus.knn(Index.FIELD, vector, LIST_SIZE, null), 10);
      float worst = exact.get(9).score() * (1 - 1e-5f);
      for (ScoreDoc hit : hits.scoreDocs) {
        found += hit.score >= worst ? .1 : 0;
      }
      queries++;
    }
    assertTrue("recall " + found / queries, found / queries >= .85);
  }

  /** All documents, each with its score, the best first. */
  private static void assertAll(List<Corpus.Hit> exact, IndexSearcher searcher, TopDocs hits)
      throws IOException {
    assertEquals(exact.size(), hits.scoreDocs.length);
    Map<Integer, Float> scores = new HashMap<>();
    exact.forEach(hit -> scores.put(hit.id(), hit.score()));
    for (int i = 0; i < exact.size(); i++) {
      ScoreDoc hit = hits.scoreDocs[i];
      assertEquals(exact.get(i).score(), hit.score, 1e-5f * hit.score);
      Float own = scores.remove(Index.id(searcher.storedFields(), hit.doc));
      assertEquals(own, hit.score, 1e-5f * hit.score);
    }
  }
}
