package org.lucenediskann.codec.tool;

import static org.lucenediskann.codec.tool.ToolRun.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SoftDeletesDirectoryReaderWrapper;
import org.apache.lucene.index.SoftDeletesRetentionMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.tests.util.TestUtil;
import org.lucenediskann.codec.Deferral;
import org.lucenediskann.codec.DiskAnnCodec;
import org.lucenediskann.codec.DiskAnnParameters;

/**
 * A rebuild keeps what the writer of an index arranged: order, blocks, documents deleted softly.
 */
public class TestRebuildOrder extends LuceneTestCase {

  private static final String ID = "id"; // also what is sorted by, greatest first
  private static final String SOFT = "soft";
  private static final String PARENT = "parent";
  private static final String VECTOR = "v"; // of parents there is none
  private static final int IS_PARENT = 1_000_000;
  private static final Sort ORDER = new Sort(new SortField(ID, SortField.Type.LONG, true));

  private final Path folder = createTempDir();

  private static IndexWriterConfig config() {
    DiskAnnParameters graphs =
        DiskAnnParameters.defaults().withMaxDegree(8).withDeferral(Deferral.never());
    return new IndexWriterConfig()
        .setCodec(new DiskAnnCodec(graphs))
        .setMergePolicy(NoMergePolicy.INSTANCE);
  }

  private Directory open() throws IOException {
    return FSDirectory.open(Path.of(name()));
  }

  private String name() {
    return folder.toAbsolutePath().toString(); // not that of a mock file system
  }

  private static float[] vector(long id) {
    SplittableRandom random = new SplittableRandom(id);
    float[] vector = new float[8];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) random.nextDouble(-1, 1);
    }
    return vector;
  }

  private static Document document(long id) {
    Document document = new Document();
    document.add(new StringField("key", Long.toString(id), Field.Store.NO));
    document.add(new NumericDocValuesField(ID, id));
    if (id < IS_PARENT) {
      document.add(new KnnFloatVectorField(VECTOR, vector(id)));
    }
    return document;
  }

  private static void addSegment(IndexWriter writer, int from, int to) throws IOException {
    for (int id = from; id < to; id++) {
      writer.addDocument(document(id));
    }
    writer.commit();
  }

  /** Three children and their parent. */
  private static void addBlocks(IndexWriter writer, int from, int to) throws IOException {
    for (int id = from; id < to; id += 3) {
      writer.addDocuments(
          List.of(document(id), document(id + 1), document(id + 2), document(IS_PARENT + id)));
    }
    writer.commit();
  }

  private static void deleteSoftly(IndexWriter writer, long id) throws IOException {
    writer.softUpdateDocument(
        new Term("key", Long.toString(id)), document(id), new NumericDocValuesField(SOFT, 1));
  }

  /** The ids in the one segment there is, in its order; every vector is that of its document. */
  private static List<Long> ids(LeafReader segment) throws IOException {
    NumericDocValues ids = segment.getNumericDocValues(ID);
    FloatVectorValues vectors = segment.getFloatVectorValues(VECTOR);
    FloatVectorValues.DocIndexIterator withVector = vectors.iterator();
    List<Long> found = new ArrayList<>();
    for (int doc = 0; doc < segment.maxDoc(); doc++) {
      assertTrue(ids.advanceExact(doc));
      long id = ids.longValue();
      found.add(id);
      if (id < IS_PARENT) {
        assertEquals(doc, withVector.nextDoc());
        assertArrayEquals(vector(id), vectors.vectorValue(withVector.index()), 0);
      }
    }
    return found;
  }

  private List<Long> rebuiltIds() throws IOException {
    report(0, "rebuild", name(), "--json");
    report(0, "verify", name(), "--json");
    try (Directory directory = open();
        DirectoryReader reader = DirectoryReader.open(directory)) {
      TestUtil.checkIndex(directory);
      return ids(getOnlyLeafReader(reader));
    }
  }

  private static List<Long> descending(List<Long> ids) {
    return ids.stream().sorted((a, b) -> Long.compare(b, a)).toList();
  }

  public void testSorted() throws IOException {
    try (Directory directory = open();
        IndexWriter writer = new IndexWriter(directory, config().setIndexSort(ORDER))) {
      addSegment(writer, 0, 100);
      addSegment(writer, 50, 120);
      writer.deleteDocuments(new Term("key", "7"));
    }
    List<Long> ids = rebuiltIds();
    assertEquals(169, ids.size());
    assertEquals(descending(ids), ids);
    assertEquals("again, of one segment", ids, rebuiltIds());
    try (Directory directory = open();
        DirectoryReader reader = DirectoryReader.open(directory)) {
      assertEquals(ORDER, getOnlyLeafReader(reader).getMetaData().sort());
    }
  }

  public void testDocumentsDeletedSoftly() throws IOException {
    IndexWriterConfig config = config().setSoftDeletesField(SOFT);
    config.setMergePolicy(
        new SoftDeletesRetentionMergePolicy(SOFT, MatchAllDocsQuery::new, config.getMergePolicy()));
    try (Directory directory = open();
        IndexWriter writer = new IndexWriter(directory, config)) {
      addSegment(writer, 0, 100);
      addSegment(writer, 100, 104);
      for (int id = 90; id < 104; id++) { // all of the second segment among them
        deleteSoftly(writer, id);
      }
      writer.deleteDocuments(new Term("key", "3"));
    }
    assertEquals(117, rebuiltIds().size());
    assertEquals(103, undeleted());
    assertEquals("again, of one segment", 117, rebuiltIds().size());
    assertEquals(103, undeleted());
  }

  private int undeleted() throws IOException {
    try (Directory directory = open();
        DirectoryReader reader =
            new SoftDeletesDirectoryReaderWrapper(DirectoryReader.open(directory), SOFT)) {
      return reader.numDocs();
    }
  }

  /** Sorted by the parents' ids, each behind its children. */
  public void testBlocksInOrder() throws IOException {
    IndexWriterConfig config =
        config().setIndexSort(ORDER).setParentField(PARENT).setSoftDeletesField(SOFT);
    try (Directory directory = open();
        IndexWriter writer = new IndexWriter(directory, config)) {
      addBlocks(writer, 0, 90);
      addBlocks(writer, 90, 150);
    }
    List<Long> ids = rebuiltIds();
    assertEquals(200, ids.size());
    for (int block = 0; block < 50; block++) {
      long first = 147 - 3L * block;
      assertEquals(
          List.of(first, first + 1, first + 2, IS_PARENT + first),
          ids.subList(4 * block, 4 * block + 4));
    }
    try (Directory directory = open();
        DirectoryReader reader = DirectoryReader.open(directory)) {
      assertEquals(PARENT, getOnlyLeafReader(reader).getFieldInfos().getParentField());
    }
    continueWriting(config());
  }

  /** What was kept is what a writer of the same configuration asks for. */
  private void continueWriting(IndexWriterConfig config) throws IOException {
    config.setIndexSort(ORDER).setParentField(PARENT).setSoftDeletesField(SOFT);
    try (Directory directory = open();
        IndexWriter writer = new IndexWriter(directory, config)) {
      addBlocks(writer, 150, 180);
      writer.forceMerge(1);
    }
    report(0, "verify", name(), "--json");
  }
}
