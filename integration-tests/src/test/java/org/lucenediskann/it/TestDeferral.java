package org.lucenediskann.it;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TotalHits;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.tests.util.TestUtil;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.junit.Assert;
import org.lucenediskann.codec.Deferral;
import org.lucenediskann.codec.DiskAnnCodec;
import org.lucenediskann.codec.DiskAnnParameters;

/** When segments get graphs, and what those without can do. */
public class TestDeferral extends LuceneTestCase {

  private static final int DIMENSION = 5;
  private static final Deferral HIGH = Deferral.vectors(1_000_000);

  private static IndexWriterConfig config(Deferral deferral, MergePolicy merges) {
    return new IndexWriterConfig()
        .setCodec(new DiskAnnCodec(DiskAnnParameters.defaults().withDeferral(deferral)))
        .setMergePolicy(merges)
        .setMergeScheduler(new SerialMergeScheduler());
  }

  private static Corpus corpus(int size) {
    return Corpus.random(
        random(), VectorSimilarityFunction.EUCLIDEAN, VectorEncoding.FLOAT32, size, DIMENSION);
  }

  private static void flush(IndexWriter writer, Corpus corpus, int from, int to)
      throws IOException {
    for (int id = from; id < to; id++) {
      writer.addDocument(Index.document(corpus, id));
    }
    writer.flush();
  }

  /** For each segment its number of vectors and whether it has a graph, the smallest first. */
  private static Map<Integer, Boolean> graphs(IndexWriter writer) throws IOException {
    Map<Integer, Boolean> graphs = new TreeMap<>();
    try (DirectoryReader reader = DirectoryReader.open(writer)) {
      for (LeafReaderContext leaf : reader.leaves()) {
        graphs.put(leaf.reader().maxDoc(), hasGraph(leaf.reader()));
      }
    }
    return graphs;
  }

  private static boolean hasGraph(LeafReader segment) {
    var field = segment.getFieldInfos().fieldInfo(Index.FIELD);
    return ((CodecReader) segment).getVectorReader().getOffHeapByteSize(field).containsKey("graph");
  }

  /** Segments of 40 are merged by twos: 40, 80, 160, 320. */
  public void testFirstMergeThatPassesTheThreshold() throws IOException {
    LogDocMergePolicy byTwos = new LogDocMergePolicy();
    byTwos.setMergeFactor(2);
    byTwos.setMinMergeDocs(10);
    Corpus corpus = corpus(320);
    List<Map<Integer, Boolean>> seen = new ArrayList<>();
    try (Directory directory = newDirectory();
        IndexWriter writer = new IndexWriter(directory, config(Deferral.vectors(100), byTwos))) {
      for (int from = 0; from < 320; from += 40) {
        flush(writer, corpus, from, from + 40);
        seen.add(graphs(writer));
      }
    }
    Assert.assertEquals(
        List.of(
            Map.of(40, false),
            Map.of(80, false),
            Map.of(40, false, 80, false),
            Map.of(160, true),
            Map.of(40, false, 160, true),
            Map.of(80, false, 160, true),
            Map.of(40, false, 80, false, 160, true),
            Map.of(320, true)),
        seen);
  }

  public void testForceMergeBelowTheThreshold() throws IOException {
    Assert.assertEquals(Map.of(700, true), forceMerged(HIGH, 700));
    Assert.assertEquals(Map.of(600, false), forceMerged(HIGH, 600)); // scanned faster than walked
    Assert.assertEquals(Map.of(700, true), forceMerged(Deferral.auto(), 700));
    Assert.assertEquals(Map.of(600, false), forceMerged(Deferral.auto(), 600));
    Assert.assertEquals(Map.of(20, true), forceMerged(Deferral.never(), 20));
  }

  private static Map<Integer, Boolean> forceMerged(Deferral deferral, int size) throws IOException {
    Corpus corpus = corpus(size);
    try (Directory directory = newDirectory();
        IndexWriter writer =
            new IndexWriter(directory, config(deferral, new TieredMergePolicy()))) {
      for (int from = 0; from < size; from += size / 2) {
        flush(writer, corpus, from, from + size / 2);
      }
      boolean expected = !deferral.defers(size / 2);
      graphs(writer).values().forEach(graph -> Assert.assertEquals(expected, graph));
      writer.forceMerge(1);
      return graphs(writer);
    }
  }

  /** Merges that nobody forces do not make graphs early. */
  public void testOtherMergesBelowTheThreshold() throws IOException {
    LogDocMergePolicy byTwos = new LogDocMergePolicy();
    byTwos.setMergeFactor(2);
    byTwos.setMinMergeDocs(10);
    Corpus corpus = corpus(1400);
    try (Directory directory = newDirectory();
        IndexWriter writer = new IndexWriter(directory, config(HIGH, byTwos))) {
      flush(writer, corpus, 0, 700);
      flush(writer, corpus, 700, 1400);
      Assert.assertEquals(Map.of(1400, false), graphs(writer));
    }
  }

  private interface Check {
    void run(LeafReader segment, Corpus corpus, float[] query) throws IOException;
  }

  /** One segment of 1000 vectors without a graph. */
  private static void onDeferredSegment(Check check) throws IOException {
    Corpus corpus = corpus(1000);
    try (Directory directory = newDirectory()) {
      try (IndexWriter writer = new IndexWriter(directory, config(HIGH, NoMergePolicy.INSTANCE))) {
        flush(writer, corpus, 0, corpus.size());
      }
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        LeafReader segment = getOnlyLeafReader(reader);
        Assert.assertFalse(hasGraph(segment));
        check.run(segment, corpus, corpus.vectors().get(17));
      }
      CheckIndex.Status status = TestUtil.checkIndex(directory);
      Assert.assertTrue(status.clean);
      Assert.assertEquals(1000, status.segmentInfos.get(0).vectorValuesStatus.totalVectorValues);
    }
  }

  /** The limit is kept to the vector, also in the middle of a block, and is told of. */
  public void testVisitLimit() throws IOException {
    onDeferredSegment(
        (segment, corpus, query) -> {
          AcceptDocs all = AcceptDocs.fromLiveDocs(null, segment.maxDoc());
          for (int limit : new int[] {1, 63, 64, 65, 100, 999}) {
            TopDocs hits = segment.searchNearestVectors(Index.FIELD, query, 10, all, limit);
            Assert.assertEquals(limit, hits.totalHits.value());
            Assert.assertEquals(
                TotalHits.Relation.GREATER_THAN_OR_EQUAL_TO, hits.totalHits.relation());
            Assert.assertEquals(Math.min(limit, 10), hits.scoreDocs.length);
          }
          TopDocs hits = segment.searchNearestVectors(Index.FIELD, query, 10, all, 1001);
          Assert.assertEquals(1000, hits.totalHits.value());
          Assert.assertEquals(TotalHits.Relation.EQUAL_TO, hits.totalHits.relation());
          assertExact(corpus.exact(query, id -> true), hits);
        });
  }

  /** Only what passes is scored. */
  public void testFilter() throws IOException {
    onDeferredSegment(
        (segment, corpus, query) -> {
          Bits thirds = thirds(segment.maxDoc());
          AcceptDocs accepted = AcceptDocs.fromLiveDocs(thirds, segment.maxDoc());
          TopDocs hits = segment.searchNearestVectors(Index.FIELD, query, 10, accepted, 1001);
          Assert.assertEquals(334, hits.totalHits.value());
          assertExact(corpus.exact(query, id -> id % 3 == 0), hits);
        });
  }

  private static Bits thirds(int size) {
    FixedBitSet bits = new FixedBitSet(size);
    for (int doc = 0; doc < size; doc += 3) {
      bits.set(doc);
    }
    return bits;
  }

  /** Documents are in the order of their ids here. */
  private static void assertExact(List<Corpus.Hit> expected, TopDocs hits) {
    Assert.assertEquals(10, hits.scoreDocs.length);
    for (int i = 0; i < 10; i++) {
      Assert.assertEquals(expected.get(i).score(), hits.scoreDocs[i].score, 1e-5f);
    }
    Assert.assertEquals(expected.get(0).id(), hits.scoreDocs[0].doc);
  }
}
