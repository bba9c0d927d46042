package org.lucenediskann.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.lucenediskann.codec.Deferral;
import org.lucenediskann.codec.DiskAnnCodec;
import org.lucenediskann.codec.DiskAnnParameters;

/**
 * A build stays within its memory. The heap of the JVM that builds has room for one and a half
 * times of that, and for little else; without the bound the same build does not fit.
 */
public class TestSmallHeap extends LuceneTestCase {

  private static final int SIZE = 150_000;
  private static final int DIMENSION = 64;
  private static final int CLUSTERS = 50;
  private static final double SPREAD = .3;
  private static final int BUILD_MEMORY_MB = 48;
  private static final int OTHER_HEAP_MB = 24; // Lucene, classes, buffers of files
  private static final int HEAP_MB = OTHER_HEAP_MB + BUILD_MEMORY_MB * 3 / 2;
  private static final int MINUTES = 10;

  public void testBuildStaysWithinItsMemory() throws IOException, InterruptedException {
    Path folder = createTempDir();
    index(folder);
    String unbounded = merge(folder, 100 * BUILD_MEMORY_MB);
    assertTrue(unbounded, unbounded.contains("OutOfMemoryError"));
    assertEquals("", merge(folder, BUILD_MEMORY_MB));
    try (Directory directory = new MMapDirectory(folder);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      assertEquals(1, reader.leaves().size());
      assertEquals(SIZE, reader.numDocs());
      assertTrue(sizeOfGraph(directory) >= SIZE * 32L * Integer.BYTES);
      var hits =
          new IndexSearcher(reader)
              .search(new KnnFloatVectorQuery("v", vector(new Random(1)), 100), 1);
      assertEquals(1f, hits.scoreDocs[0].score, 1e-6f); // the first one indexed
      for (String file : directory.listAll()) {
        assertFalse(file, file.endsWith(".tmp"));
      }
    }
  }

  private static long sizeOfGraph(Directory directory) throws IOException {
    long bytes = 0;
    for (String file : directory.listAll()) {
      bytes += file.endsWith(".vex") ? directory.fileLength(file) : 0;
    }
    return bytes;
  }

  /** Writes segments without graphs. */
  private static void index(Path folder) throws IOException {
    DiskAnnParameters deferring =
        DiskAnnParameters.defaults().withDeferral(Deferral.vectors(Integer.MAX_VALUE));
    IndexWriterConfig config =
        new IndexWriterConfig()
            .setCodec(new DiskAnnCodec(deferring))
            .setMergePolicy(NoMergePolicy.INSTANCE)
            .setUseCompoundFile(false);
    Random random = new Random(1);
    try (Directory directory = new MMapDirectory(folder);
        IndexWriter writer = new IndexWriter(directory, config)) {
      for (int i = 0; i < SIZE; i++) {
        Document document = new Document();
        document.add(new KnnFloatVectorField("v", vector(random)));
        writer.addDocument(document);
        if (i % (SIZE / 3) == 0) {
          writer.commit();
        }
      }
    }
  }

  /** A member of one of a few clusters. */
  private static float[] vector(Random random) {
    Random center = new Random(random.nextInt(CLUSTERS));
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) (center.nextGaussian() + SPREAD * random.nextGaussian());
    }
    return vector;
  }

  /** Merges in a small heap; returns what failed, or nothing. */
  private static String merge(Path folder, int buildMemoryMB)
      throws IOException, InterruptedException {
    Path output = createTempFile();
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx" + HEAP_MB + "m",
                    "--add-modules",
                    "jdk.incubator.vector",
                    "-cp",
                    System.getProperty("java.class.path"),
                    SmallHeapMerge.class.getName(),
                    folder.toString(),
                    Integer.toString(buildMemoryMB)))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertTrue(process.waitFor(MINUTES, TimeUnit.MINUTES));
    String said = Files.readString(output);
    return process.exitValue() == 0 ? "" : "exit " + process.exitValue() + "\n" + said;
  }
}
