package org.lucenediskann.it;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.IntPredicate;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FilterMergePolicy;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.SlowCodecReaderWrapper;
import org.apache.lucene.index.Sorter;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.util.InfoStream;
import org.lucenediskann.codec.Deferral;
import org.lucenediskann.codec.DiskAnnCodec;
import org.lucenediskann.codec.DiskAnnParameters;
import org.lucenediskann.codec.SoundGraphs;

/** Which graphs a merge makes use of, and that what comes out is sound and finds what is there. */
public class TestGraphReuse extends LuceneTestCase {

  private static final int SIZE = 1200;
  private static final int LIST_SIZE = 40;
  private static final DiskAnnParameters PARAMETERS =
      DiskAnnParameters.defaults().withDeferral(Deferral.never());

  private final Plans plans = new Plans();
  private Corpus corpus;

  /** Keeps what merges say about their plan when they are done. */
  private static final class Plans extends InfoStream {
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void message(String component, String message) {
      if (message.contains("plan=") && message.contains("took")) {
        done.add(message);
      }
    }

    @Override
    public boolean isEnabled(String component) {
      return component.equals("DISKANN");
    }

    @Override
    public void close() {}

    String last() {
      return done.get(done.size() - 1);
    }
  }

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

  private IndexWriterConfig config(DiskAnnParameters parameters) {
    return new IndexWriterConfig()
        .setCodec(new DiskAnnCodec(parameters))
        .setInfoStream(plans)
        .setMergePolicy(new LogDocMergePolicy())
        .setMergeScheduler(new SerialMergeScheduler());
  }

  private static IndexWriterConfig unmerged(IndexWriterConfig config) {
    return config.setMergePolicy(NoMergePolicy.INSTANCE);
  }

  /** Documents of one segment each time that {@code ends} says so. */
  private void add(IndexWriter writer, int from, int to, IntPredicate ends) throws IOException {
    for (int id = from; id < to; id++) {
      Document document = Index.document(corpus, id);
      document.add(new NumericDocValuesField("order", (id * 7919L) % SIZE));
      writer.addDocument(document);
      if (ends.test(id)) {
        writer.flush();
      }
    }
    writer.commit();
  }

  private void delete(IndexWriter writer, IntPredicate dead) throws IOException {
    for (int id = 0; id < SIZE; id++) {
      if (dead.test(id)) {
        writer.deleteDocuments(new Term("id", Integer.toString(id)));
      }
    }
  }

  private void assertPlan(String plan, int graphs) {
    assertTrue(plans.last(), plans.last().contains("plan=" + plan + ","));
    assertTrue(plans.last(), plans.last().contains(" of " + graphs + " graphs"));
  }

  private void assertMerged(IndexWriter writer, IntPredicate live) throws IOException {
    writer.forceMerge(1);
    try (DirectoryReader reader = DirectoryReader.open(writer)) {
      assertEquals(1, reader.leaves().size());
      assertEquals(1, SoundGraphs.check(reader));
      assertFinds(reader, live);
    }
  }

  /**
   * About as many of the nearest as graphs find that were made in one flush. In clusters these
   * differ among themselves, by where their searches start, and a merged graph is as lucky as the
   * one that it copied: hence the poorest of a few.
   */
  private void assertFinds(IndexReader merged, IntPredicate live) throws IOException {
    int[] queries = random().ints(0, SIZE).filter(id -> corpus.hasVector(id)).limit(100).toArray();
    double recall = recall(merged, live, queries);
    double expected = 1;
    for (int seed = 1; seed <= 3; seed++) {
      expected = Math.min(expected, flushedRecall(PARAMETERS.withSeed(seed), live, queries));
    }
    assertTrue(recall + " instead of " + expected, recall >= expected - 0.05);
  }

  private double flushedRecall(DiskAnnParameters parameters, IntPredicate live, int[] queries)
      throws IOException {
    try (Directory directory = newDirectory();
        IndexWriter writer = new IndexWriter(directory, config(parameters))) {
      for (int id = 0; id < SIZE; id++) {
        if (live.test(id)) {
          writer.addDocument(Index.document(corpus, id));
        }
      }
      try (DirectoryReader flushed = DirectoryReader.open(writer)) {
        return recall(flushed, live, queries);
      }
    }
  }

  private double recall(IndexReader reader, IntPredicate live, int[] queries) throws IOException {
    IndexSearcher searcher = new IndexSearcher(reader);
    double found = 0;
    for (int query : queries) {
      float[] vector = corpus.vectors().get(query);
      List<Corpus.Hit> exact = corpus.exact(vector, live);
      int k = Math.min(10, exact.size());
      float worst = exact.get(k - 1).score();
      TopDocs hits = searcher.search(corpus.knn(Index.FIELD, vector, LIST_SIZE, null), k);
      for (ScoreDoc hit : hits.scoreDocs) {
        int id = Index.id(searcher.storedFields(), hit.doc);
        assertTrue(live.test(id));
        float score = corpus.score(vector, id);
        assertEquals(score, hit.score, 1e-5f * score);
        found += score >= worst ? 1.0 / k : 0;
      }
    }
    return found / queries.length;
  }

  public void testSmallSegmentIsInserted() throws IOException {
    try (Directory directory = newDirectory();
        IndexWriter writer = new IndexWriter(directory, config(PARAMETERS))) {
      add(writer, 0, SIZE, id -> id == 1150);
      assertMerged(writer, id -> true);
      assertPlan("insert", 2);
    }
  }

  public void testDeadAreRepaired() throws IOException {
    try (Directory directory = newDirectory();
        IndexWriter writer = new IndexWriter(directory, config(PARAMETERS))) {
      add(writer, 0, SIZE, id -> id == 1150);
      delete(writer, id -> id % 40 == 7);
      assertMerged(writer, id -> id % 40 != 7);
      assertPlan("insert", 2);
    }
  }

  public void testSparseFieldAndIndexSort() throws IOException {
    corpus = corpus.without(id -> id % 3 == 1);
    IndexWriterConfig config =
        config(PARAMETERS).setIndexSort(new Sort(new SortField("order", SortField.Type.LONG)));
    try (Directory directory = newDirectory();
        IndexWriter writer = new IndexWriter(directory, config)) {
      add(writer, 0, SIZE, id -> id == 1150);
      delete(writer, id -> id % 50 == 9);
      assertMerged(writer, id -> id % 50 != 9);
      assertPlan("insert", 2);
    }
  }

  /** The large segment has a graph; the small ones were too small for one. */
  public void testDeferredSegmentsAreInserted() throws IOException {
    DiskAnnParameters deferring = PARAMETERS.withDeferral(Deferral.vectors(500));
    try (Directory directory = newDirectory();
        IndexWriter writer = new IndexWriter(directory, config(deferring))) {
      add(writer, 0, SIZE, id -> id == 1140 || id == 1170);
      assertMerged(writer, id -> true);
      assertPlan("insert", 1);
    }
  }

  public void testGraphsOfAnotherDegreeAreOfNoUse() throws IOException {
    try (Directory directory = newDirectory()) {
      try (IndexWriter writer =
          new IndexWriter(directory, unmerged(config(PARAMETERS.withMaxDegree(12))))) {
        add(writer, 0, 1150, id -> false);
      }
      try (IndexWriter writer = new IndexWriter(directory, config(PARAMETERS))) {
        add(writer, 1150, SIZE, id -> false);
        assertMerged(writer, id -> true);
        assertPlan("rebuild", 1);
      }
    }
  }

  public void testAddedReaders() throws IOException {
    for (boolean wrapped : new boolean[] {false, true}) {
      try (Directory source = newDirectory();
          Directory target = newDirectory()) {
        try (IndexWriter writer = new IndexWriter(source, unmerged(config(PARAMETERS)))) {
          add(writer, 0, SIZE, id -> id == 1150);
        }
        try (DirectoryReader reader = DirectoryReader.open(source);
            IndexWriter writer = new IndexWriter(target, config(PARAMETERS))) {
          List<CodecReader> segments = new ArrayList<>();
          for (LeafReaderContext leaf : reader.leaves()) {
            segments.add(
                wrapped
                    ? SlowCodecReaderWrapper.wrap(new OpaqueReader(leaf.reader()))
                    : (CodecReader) leaf.reader());
          }
          writer.addIndexes(segments.toArray(CodecReader[]::new));
          assertMerged(writer, id -> true);
          assertPlan(wrapped ? "rebuild" : "insert", wrapped ? 0 : 2);
        }
      }
    }
  }

  /** A merge that puts documents in another order sees its segments as one that has no graph. */
  public void testReorderingMerge() throws IOException {
    MergePolicy reversing =
        new FilterMergePolicy(new LogDocMergePolicy()) {
          @Override
          public MergeSpecification findForcedMerges(
              SegmentInfos infos,
              int most,
              Map<SegmentCommitInfo, Boolean> segments,
              MergeContext context)
              throws IOException {
            MergeSpecification found = super.findForcedMerges(infos, most, segments, context);
            if (found != null) {
              found.merges.replaceAll(merge -> new Reversing(merge.segments));
            }
            return found;
          }
        };
    try (Directory directory = newDirectory();
        IndexWriter writer =
            new IndexWriter(directory, config(PARAMETERS).setMergePolicy(reversing))) {
      add(writer, 0, SIZE, id -> id == 1150);
      delete(writer, id -> id % 40 == 7);
      assertMerged(writer, id -> id % 40 != 7);
      assertPlan("rebuild", 0);
      try (DirectoryReader reader = DirectoryReader.open(writer)) {
        assertEquals(SIZE - 1, Index.id(reader.storedFields(), 0));
      }
    }
  }

  /** Last document first. */
  private static final class Reversing extends MergePolicy.OneMerge {
    Reversing(List<SegmentCommitInfo> segments) {
      super(segments);
    }

    @Override
    public Sorter.DocMap reorder(CodecReader reader, Directory directory, Executor executor) {
      int last = reader.maxDoc() - 1;
      return new Sorter.DocMap() {
        @Override
        public int oldToNew(int doc) {
          return last - doc;
        }

        @Override
        public int newToOld(int doc) {
          return last - doc;
        }

        @Override
        public int size() {
          return last + 1;
        }
      };
    }
  }

  public void testHundredSegments() throws IOException {
    try (Directory directory = newDirectory()) {
      try (IndexWriter writer = new IndexWriter(directory, unmerged(config(PARAMETERS)))) {
        add(writer, 0, SIZE, id -> id % 12 == 11);
        delete(writer, id -> id % 9 == 0);
      }
      try (IndexWriter writer = new IndexWriter(directory, hundredAtOnce())) {
        assertMerged(writer, id -> id % 9 != 0);
        assertTrue(plans.last(), plans.last().contains(" of 100 graphs"));
      }
    }
  }

  private IndexWriterConfig hundredAtOnce() {
    LogDocMergePolicy policy = new LogDocMergePolicy();
    policy.setMergeFactor(400);
    return config(PARAMETERS).setMergePolicy(policy);
  }

  public void testSegmentsOfOneDocument() throws IOException {
    try (Directory directory = newDirectory()) {
      try (IndexWriter writer = new IndexWriter(directory, unmerged(config(PARAMETERS)))) {
        add(writer, 0, SIZE, id -> id == 899 || id >= 900);
      }
      try (IndexWriter writer = new IndexWriter(directory, hundredAtOnce())) {
        assertMerged(writer, id -> true);
        assertTrue(plans.last(), plans.last().contains(" of 301 graphs"));
      }
    }
  }

  public void testSegmentWithoutSurvivors() throws IOException {
    try (Directory directory = newDirectory()) {
      try (IndexWriter writer = new IndexWriter(directory, unmerged(config(PARAMETERS)))) {
        add(writer, 0, SIZE, id -> id == 299 || id == 1150);
      }
      try (IndexWriter writer = new IndexWriter(directory, config(PARAMETERS))) {
        delete(writer, id -> id < 300 && id != 5);
        assertMerged(writer, id -> id >= 300 || id == 5);
      }
    }
  }

  /** Each generation's merge builds on the graph of the one before, until that is worn. */
  public void testGenerations() throws IOException {
    int first = SIZE - 10 * 25;
    try (Directory directory = newDirectory();
        IndexWriter writer = new IndexWriter(directory, config(PARAMETERS))) {
      add(writer, 0, first, id -> false);
      StringBuilder rebuilt = new StringBuilder();
      for (int generation = 0; generation < 10; generation++) {
        int from = first + 25 * generation;
        int dead = generation + 1;
        add(writer, from, from + 25, id -> false);
        delete(writer, id -> id % 40 < dead && id < first);
        assertMerged(writer, id -> id < from + 25 && (id >= first || id % 40 >= dead));
        rebuilt.append(plans.last().contains("plan=insert") ? '-' : '+');
      }
      assertEquals("----+----+", rebuilt.toString());
    }
  }
}
