package org.lucenediskann.it;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
          System.out.println("recorder " + ModuleLayer.boot().findModule("jdk.jfr").isPresent());
        }
      }
      """;

  /** Runs the program while recording, and prints what was recorded of it. */
  private static final String RECORDED =
      """
      class Recorded {
        public static void main(String[] args) throws Exception {
          java.nio.file.Path file = java.nio.file.Files.createTempFile("events", ".jfr");
          try (jdk.jfr.Recording recording = new jdk.jfr.Recording()) {
            recording.start();
            Program.main(args);
            recording.stop();
            recording.dump(file);
            for (var event : jdk.jfr.consumer.RecordingFile.readAllEvents(file)) {
              String name = event.getEventType().getName();
              if (name.startsWith("org.lucenediskann.")) {
                System.out.println(name + " " + event.getInt("vectors"));
              }
            }
          } finally {
            java.nio.file.Files.delete(file);
          }
        }
      }

      """;

  public void testClassPath() {
    assertSame(DiskAnnVectorsFormat.class, KnnVectorsFormat.forName("DiskAnn").getClass());
    assertSame(DiskAnnCodec.class, Codec.forName("DiskAnn104").getClass());
  }

  public void testModulePath() throws IOException, URISyntaxException, InterruptedException {
    List<String> lines = run(PROGRAM);
    assertEquals(
        List.of(
            "module org.lucenediskann.codec",
            "module org.lucenediskann.codec",
            "3 hits",
            "recorder true"),
        lines.subList(lines.size() - 4, lines.size()));
  }

  /** A run-time image may come without Flight Recorder. */
  public void testWithoutFlightRecorder()
      throws IOException, URISyntaxException, InterruptedException {
    List<String> lines = run(PROGRAM, "--limit-modules", "jdk.compiler,org.lucenediskann.codec");
    assertEquals(
        List.of("3 hits", "recorder false"), lines.subList(lines.size() - 2, lines.size()));
  }

  /** Events leave a module that exports none of their classes. */
  public void testEventsOfAModule() throws IOException, URISyntaxException, InterruptedException {
    String recorded = PROGRAM.replace("class Program", RECORDED + "class Program");
    List<String> lines = run(recorded);
    assertEquals(
        List.of("org.lucenediskann.Flush 2000", "org.lucenediskann.Search 2000"),
        lines.subList(lines.size() - 2, lines.size()));
  }

  /** Runs a program with both modules on the module path; returns what it prints. */
  private static List<String> run(String program, String... options)
      throws IOException, URISyntaxException, InterruptedException {
    Path folder = createTempDir();
    Path source = Files.writeString(folder.resolve("Program.java"), program);
    Path output = folder.resolve("output");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--module-path");
    command.add(location(DiskAnnCodec.class) + File.pathSeparator + location(Codec.class));
    command.add("--add-modules");
    command.add("org.lucenediskann.codec");
    command.addAll(List.of(options));
    command.add(source.toString());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int status = process.waitFor();
    List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
    assertEquals(lines.toString(), 0, status);
    return lines;
  }

  private static Path location(Class<?> type) throws URISyntaxException {
    URI source = type.getProtectionDomain().getCodeSource().getLocation().toURI();
    return Path.of(source);
  }
}
