package org.lucenediskann.it;

import java.io.IOException;
import java.util.List;
import java.util.function.IntPredicate;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.SlowCodecReaderWrapper;
import org.apache.lucene.index.SoftDeletesRetentionMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.tests.util.TestUtil;
import org.junit.Assert;
import org.lucenediskann.codec.Deferral;
import org.lucenediskann.codec.DiskAnnCodec;
import org.lucenediskann.codec.DiskAnnParameters;
import org.lucenediskann.codec.DiskAnnVectorsFormat;
import org.lucenediskann.codec.SoundGraphs;

/** Every way segments become one: afterwards each live vector is found, with the score it has. */
public class TestMerging extends LuceneTestCase {

  private static final int SIZE = 400;
  private static final int QUERY = 151; // a document that has a vector in every test

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
            9);
  }

  private static Codec graphs() {
    return new DiskAnnCodec(DiskAnnParameters.defaults().withDeferral(Deferral.never()));
  }

  /** Segments with and without codes, of any number of bits, of other formats, some deferred. */
  public void testMixOfCodes() throws IOException {
    int[] bits = {0, 1, 2, 4, 7, 8};
    try (Directory directory = newDirectory()) {
      for (int from = 0; from < SIZE; from += 50) {
        DiskAnnParameters parameters =
            DiskAnnParameters.defaults()
                .withBits(bits[random().nextInt(bits.length)])
                .withDeferral(random().nextBoolean() ? Deferral.never() : Deferral.auto());
        Codec codec = from == 100 ? hnsw() : new DiskAnnCodec(parameters);
        IndexWriterConfig config = config(codec).setMergePolicy(NoMergePolicy.INSTANCE);
        try (IndexWriter writer = new IndexWriter(directory, config)) {
          add(writer, from, from + 50);
        }
      }
      for (int last : new int[] {bits[random().nextInt(5) + 1], 0, bits[random().nextInt(5) + 1]}) {
        DiskAnnParameters parameters =
            DiskAnnParameters.defaults().withDeferral(Deferral.never()).withBits(last);
        try (IndexWriter writer =
            new IndexWriter(directory, config(new DiskAnnCodec(parameters)))) {
          int gone = last + 1;
          writer.deleteDocuments(new Term("id", Integer.toString(gone)));
          writer.addDocument(Index.document(corpus, gone));
          assertMerged(writer, id -> true);
        }
      }
    }
  }

  private static Codec hnsw() {
    return TestUtil.alwaysKnnVectorsFormat(new Lucene99HnswVectorsFormat());
  }

  private static IndexWriterConfig config(Codec codec) {
    return new IndexWriterConfig()
        .setCodec(codec)
        .setMergePolicy(new TieredMergePolicy())
        .setMergeScheduler(new SerialMergeScheduler());
  }

  private void add(IndexWriter writer, int from, int to) throws IOException {
    for (int id = from; id < to; id++) {
      writer.addDocument(Index.document(corpus, id));
      if (id % 50 == 49) {
        writer.flush();
      }
    }
    writer.commit();
  }

  /** One segment that holds exactly these documents, and finds them. */
  private void assertMerged(IndexWriter writer, IntPredicate live) throws IOException {
    writer.forceMerge(1);
    try (DirectoryReader reader = DirectoryReader.open(writer)) {
      Assert.assertEquals(1, reader.leaves().size());
      assertFinds(reader, live);
    }
  }

  private void assertFinds(IndexReader reader, IntPredicate live) throws IOException {
    SoundGraphs.check(reader);
    IndexSearcher searcher = new IndexSearcher(reader);
    float[] query = corpus.vectors().get(QUERY);
    List<Corpus.Hit> expected = corpus.exact(query, live);
    TopDocs all = searcher.search(corpus.knn(Index.FIELD, query, SIZE, null), SIZE);
    Assert.assertEquals(expected.size(), all.scoreDocs.length);
    for (int i = 0; i < expected.size(); i++) {
      float score = expected.get(i).score();
      Assert.assertEquals(score, all.scoreDocs[i].score, 1e-5f * score);
    }
    TopDocs ten = searcher.search(corpus.knn(Index.FIELD, query, 10, null), 10);
    Assert.assertEquals(Math.min(10, expected.size()), ten.scoreDocs.length);
    for (ScoreDoc hit : ten.scoreDocs) {
      int id = Index.id(searcher.storedFields(), hit.doc);
      Assert.assertTrue(live.test(id));
      float score = corpus.score(query, id);
      Assert.assertEquals(score, hit.score, 1e-5f * score);
    }
  }

  public void testForceMergeWithDeletes() throws IOException {
    try (Directory directory = newDirectory();
        IndexWriter writer = new IndexWriter(directory, config(graphs()))) {
      add(writer, 0, SIZE);
      for (int id = 0; id < SIZE; id += 3) {
        writer.deleteDocuments(new Term("id", Integer.toString(id)));
      }
      assertMerged(writer, id -> id % 3 != 0);
    }
  }

  public void testDeferredSegmentsBecomeAGraph() throws IOException {
    Codec codec = new DiskAnnCodec(DiskAnnParameters.defaults().withDeferral(Deferral.vectors(60)));
    try (Directory directory = newDirectory();
        IndexWriter writer = new IndexWriter(directory, config(codec))) {
      add(writer, 0, SIZE);
      assertMerged(writer, id -> true);
      try (DirectoryReader reader = DirectoryReader.open(writer)) {
        CodecReader segment = (CodecReader) getOnlyLeafReader(reader);
        var field = segment.getFieldInfos().fieldInfo(Index.FIELD);
        long graphBytes = segment.getVectorReader().getOffHeapByteSize(field).get("graph");
        Assert.assertEquals(SIZE * 32 * 4L, graphBytes);
      }
    }
  }

  public void testSegmentsOfHnswIntoOurs() throws IOException {
    changeCodec(hnsw(), graphs());
  }

  public void testSegmentsOfOursIntoHnsw() throws IOException {
    changeCodec(graphs(), hnsw());
  }

  private void changeCodec(Codec before, Codec after) throws IOException {
    try (Directory directory = newDirectory()) {
      try (IndexWriter writer = new IndexWriter(directory, config(before))) {
        add(writer, 0, SIZE / 2);
      }
      try (IndexWriter writer = new IndexWriter(directory, config(after))) {
        add(writer, SIZE / 2, SIZE);
        writer.deleteDocuments(new Term("id", "3"), new Term("id", "333"));
        assertMerged(writer, id -> id != 3 && id != 333);
      }
    }
  }

  public void testAddIndexesOfDirectories() throws IOException {
    try (Directory first = newDirectory();
        Directory second = newDirectory();
        Directory target = newDirectory()) {
      fill(first, 0, 150);
      fill(second, 150, SIZE);
      try (IndexWriter writer = new IndexWriter(target, config(graphs()))) {
        writer.addIndexes(first, second);
        try (DirectoryReader reader = DirectoryReader.open(writer)) {
          assertFinds(reader, id -> true);
        }
        assertMerged(writer, id -> true);
      }
    }
  }

  public void testAddIndexesOfReaders() throws IOException {
    for (boolean wrap : new boolean[] {false, true}) {
      try (Directory first = newDirectory();
          Directory target = newDirectory()) {
        fill(first, 0, SIZE);
        try (DirectoryReader reader = DirectoryReader.open(first);
            IndexWriter writer = new IndexWriter(target, config(graphs()))) {
          CodecReader[] segments = new CodecReader[reader.leaves().size()];
          for (LeafReaderContext leaf : reader.leaves()) {
            segments[leaf.ord] =
                wrap
                    ? SlowCodecReaderWrapper.wrap(new OpaqueReader(leaf.reader()))
                    : (CodecReader) leaf.reader();
          }
          writer.addIndexes(segments);
          assertMerged(writer, id -> true);
        }
      }
    }
  }

  private void fill(Directory directory, int from, int to) throws IOException {
    IndexWriterConfig config = config(graphs()).setMergePolicy(NoMergePolicy.INSTANCE);
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      add(writer, from, to);
    }
  }

  public void testIndexSort() throws IOException {
    IndexWriterConfig config =
        config(graphs()).setIndexSort(new Sort(new SortField("order", SortField.Type.LONG)));
    try (Directory directory = newDirectory();
        IndexWriter writer = new IndexWriter(directory, config)) {
      Corpus sparse = corpus.without(id -> id % 4 == 2);
      corpus = sparse;
      for (int id = 0; id < SIZE; id++) {
        Document document = Index.document(sparse, id);
        document.add(new NumericDocValuesField("order", (id * 7919L) % SIZE));
        writer.addDocument(document);
        if (id % 120 == 119) {
          writer.flush();
          try (DirectoryReader reader = DirectoryReader.open(writer)) {
            int indexed = id;
            assertFinds(reader, other -> other <= indexed);
          }
        }
      }
      writer.deleteDocuments(new Term("id", "17"));
      assertMerged(writer, id -> id != 17);
    }
  }

  public void testUpdates() throws IOException {
    try (Directory directory = newDirectory();
        IndexWriter writer = new IndexWriter(directory, config(graphs()))) {
      add(writer, 0, SIZE);
      for (int id = 0; id < SIZE; id += 2) {
        writer.updateDocument(new Term("id", Integer.toString(id)), Index.document(corpus, id));
      }
      assertMerged(writer, id -> true);
    }
  }

  /** Soft-deleted documents stay in the segment as long as they are retained; nobody finds them. */
  public void testSoftDeletes() throws IOException {
    IndexWriterConfig config =
        config(graphs())
            .setSoftDeletesField("gone")
            .setMergePolicy(
                new SoftDeletesRetentionMergePolicy(
                    "gone", () -> new MatchAllDocsQuery(), new TieredMergePolicy()));
    try (Directory directory = newDirectory();
        IndexWriter writer = new IndexWriter(directory, config)) {
      add(writer, 0, SIZE);
      for (int id = 0; id < SIZE; id += 4) {
        writer.updateDocValues(
            new Term("id", Integer.toString(id)), new NumericDocValuesField("gone", 1));
      }
      assertMerged(writer, id -> id % 4 != 0);
      try (DirectoryReader reader = DirectoryReader.open(writer)) {
        Assert.assertEquals("still there", SIZE, reader.maxDoc());
        Assert.assertEquals(SIZE - SIZE / 4, reader.numDocs());
      }
    }
  }

  public void testFieldInSomeSegmentsOnly() throws IOException {
    corpus = corpus.without(id -> id < 100 || (id >= 200 && id < 250));
    try (Directory directory = newDirectory();
        IndexWriter writer = new IndexWriter(directory, config(graphs()))) {
      add(writer, 0, SIZE);
      assertMerged(writer, id -> true);
    }
  }

  public void testAllDeleted() throws IOException {
    try (Directory directory = newDirectory();
        IndexWriter writer = new IndexWriter(directory, config(graphs()))) {
      add(writer, 0, 60);
      writer.addDocument(new Document());
      for (int id = 0; id < 60; id++) {
        writer.deleteDocuments(new Term("id", Integer.toString(id)));
      }
      writer.forceMerge(1);
      try (DirectoryReader reader = DirectoryReader.open(writer)) {
        float[] query = corpus.vectors().get(QUERY);
        TopDocs none = new IndexSearcher(reader).search(corpus.knn(Index.FIELD, query, 5, null), 5);
        Assert.assertEquals(0, none.scoreDocs.length);
        Assert.assertEquals(1, reader.numDocs());
      }
    }
  }

  public void testPerFieldFormats() throws IOException {
    Codec mixed =
        new DiskAnnCodec() {
          private final DiskAnnVectorsFormat small =
              new DiskAnnVectorsFormat(
                  DiskAnnParameters.defaults().withMaxDegree(8).withDeferral(Deferral.never()));
          private final Lucene99HnswVectorsFormat hnsw = new Lucene99HnswVectorsFormat();

          @Override
          public KnnVectorsFormat getKnnVectorsFormatForField(String f) {
            return f.equals(Index.FIELD) ? small : hnsw;
          }
        };
    try (Directory directory = newDirectory();
        IndexWriter writer = new IndexWriter(directory, config(mixed))) {
      for (int id = 0; id < SIZE; id++) {
        Document document = Index.document(corpus, id);
        document.add(corpus.field("other", id));
        writer.addDocument(document);
        if (id == SIZE / 2) {
          writer.commit();
        }
      }
      assertMerged(writer, id -> true);
    }
  }
}
