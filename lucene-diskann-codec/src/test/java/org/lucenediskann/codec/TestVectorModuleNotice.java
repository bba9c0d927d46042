package org.lucenediskann.codec;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.util.LuceneTestCase;

/** Runs in two JVMs, with {@code jdk.incubator.vector} and without. */
public class TestVectorModuleNotice extends LuceneTestCase {

  private static final String NOTICE =
      "graphs are built in plain Java, which is slower: start the JVM with"
          + " --add-modules jdk.incubator.vector";

  private static boolean isModuleThere() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }

  /** The build says with which flags it started this JVM. */
  public void testFlagsAreThoseMeant() {
    String meant = System.getProperty("diskann.vectorModule");
    assumeTrue("not started by the build", meant != null);
    assertEquals(Boolean.parseBoolean(meant), isModuleThere());
  }

  public void testSaidOnceIfThereIsNone() throws IOException {
    Messages messages = new Messages();
    DiskAnnCodec codec = new DiskAnnCodec();
    flushThree(codec, messages);
    List<String> expected = isModuleThere() ? List.of() : List.of(NOTICE);
    assertEquals(expected, notices(messages));
    assertTrue(messages.lines.toString(), messages.lines.size() > 3);
    flushThree(codec, messages);
    assertEquals(expected, notices(messages));
  }

  private static List<String> notices(Messages messages) {
    return messages.lines.stream().filter(line -> !line.contains("field=")).toList();
  }

  private static void flushThree(DiskAnnCodec codec, Messages messages) throws IOException {
    IndexWriterConfig config = new IndexWriterConfig().setCodec(codec).setInfoStream(messages);
    try (Directory directory = newDirectory();
        IndexWriter writer = new IndexWriter(directory, config)) {
      for (int i = 0; i < 3000; i++) {
        Document document = new Document();
        document.add(new KnnFloatVectorField("v", new float[] {i, i % 10}));
        writer.addDocument(document);
        if (i % 1000 == 999) {
          writer.commit();
        }
      }
      try (DirectoryReader reader = DirectoryReader.open(writer)) {
        var query = new KnnFloatVectorQuery("v", new float[] {1234, 4}, 1);
        var hits = new IndexSearcher(reader).search(query, 1);
        assertEquals(1234, hits.scoreDocs[0].doc);
      }
    }
  }
}
