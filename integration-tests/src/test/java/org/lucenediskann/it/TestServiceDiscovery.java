package org.lucenediskann.it;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.lucenediskann.codec.DiskAnnCodec;
import org.lucenediskann.codec.DiskAnnVectorsFormat;

/** Lucene finds format and codec by name, on the class path and on the module path. */
public class TestServiceDiscovery extends LuceneTestCase {

  /** Runs outside this JVM, with nothing but two modules. */
  private static final String PROGRAM =
      """
      import org.apache.lucene.codecs.*;
      import org.apache.lucene.document.*;
      import org.apache.lucene.index.*;
      import org.apache.lucene.search.*;
      import org.apache.lucene.store.*;

      class Program {
        public static void main(String[] args) throws Exception {
          Codec codec = Codec.forName("DiskAnn104");
          KnnVectorsFormat format = KnnVectorsFormat.forName("DiskAnn");
          System.out.println(codec.getClass().getModule());
          System.out.println(format.getClass().getModule());
          Directory directory = new ByteBuffersDirectory();
          try (IndexWriter writer =
              new IndexWriter(directory, new IndexWriterConfig().setCodec(codec))) {
            for (int id = 0; id < 2000; id++) {
              Document document = new Document();
              document.add(new KnnFloatVectorField("v", new float[] {id, id % 7}));
              writer.addDocument(document);
            }
          }
          try (DirectoryReader reader = DirectoryReader.open(directory)) {
            Query query = new KnnFloatVectorQuery("v", new float[] {100, 2}, 3);
            TopDocs hits = new IndexSearcher(reader).search(query, 3);
            System.out.println(hits.scoreDocs.length + " hits");
          }
        }
      }
      """;

  public void testClassPath() {
    assertSame(DiskAnnVectorsFormat.class, KnnVectorsFormat.forName("DiskAnn").getClass());
    assertSame(DiskAnnCodec.class, Codec.forName("DiskAnn104").getClass());
  }

  public void testModulePath() throws IOException, URISyntaxException, InterruptedException {
    Path folder = createTempDir();
    Path program = Files.writeString(folder.resolve("Program.java"), PROGRAM);
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--module-path",
                location(DiskAnnCodec.class) + File.pathSeparator + location(Codec.class),
                "--add-modules",
                "ALL-MODULE-PATH",
                program.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int status = process.waitFor();
    String text = Files.readString(output, StandardCharsets.UTF_8);
    String expected =
        String.join(
            System.lineSeparator(),
            "module org.lucenediskann.codec",
            "module org.lucenediskann.codec",
            "3 hits",
            "");
    assertEquals(text, 0, status);
    assertTrue(text, text.endsWith(expected));
  }

  private static Path location(Class<?> type) throws URISyntaxException {
    URI source = type.getProtectionDomain().getCodeSource().getLocation().toURI();
    return Path.of(source);
  }
}
