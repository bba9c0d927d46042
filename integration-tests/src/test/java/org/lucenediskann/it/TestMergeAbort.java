package org.lucenediskann.it;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.util.InfoStream;
import org.lucenediskann.codec.Deferral;
import org.lucenediskann.codec.DiskAnnCodec;
import org.lucenediskann.codec.DiskAnnParameters;

/** A merge that nobody wants any more stops while it is building. */
public class TestMergeAbort extends LuceneTestCase {

  private static final int SIZE = 20_000;
  private static final int DIMENSION = 48;
  private static final int ENOUGH_MB = 512; // nothing is flushed but where a test says so

  /** Opens the gate when a merge begins to build a graph. */
  private static final class Watch extends InfoStream {
    final CountDownLatch building = new CountDownLatch(1);
    final StringBuffer messages = new StringBuffer();

    @Override
    public void message(String component, String message) {
      if (component.equals("DISKANN") && message.startsWith("merge")) {
        messages.append(message).append('\n');
        if (message.contains("build graph over " + SIZE)) {
          building.countDown();
        }
      }
    }

    @Override
    public boolean isEnabled(String component) {
      return component.equals("DISKANN");
    }

    @Override
    public void close() {}
  }

  public void testRollbackEndsTheBuild() throws IOException, InterruptedException {
    try (Directory directory = newDirectory()) {
      fill(directory);
      Watch watch = new Watch();
      IndexWriter writer =
          new IndexWriter(
              directory,
              config(Deferral.never())
                  .setMergePolicy(new TieredMergePolicy())
                  .setMergeScheduler(new ConcurrentMergeScheduler())
                  .setInfoStream(watch));
      writer.forceMerge(1, false);
      assertTrue("no build began", watch.building.await(120, TimeUnit.SECONDS));
      long startNs = System.nanoTime();
      writer.rollback();
      long rollbackMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
      assertTrue("rollback took " + rollbackMs + " ms", rollbackMs < 10_000);
    }
  }

  /** Holds a merge at the end of a phase; it is aborted meanwhile and sees that in the next one. */
  private static final class Brake extends InfoStream {
    private final String phase;
    final CountDownLatch reached = new CountDownLatch(1);
    final CountDownLatch release = new CountDownLatch(1);
    final StringBuffer messages = new StringBuffer();

    Brake(String phase) {
      this.phase = phase;
    }

    @Override
    public void message(String component, String message) {
      messages.append(message).append('\n');
      if (message.contains(": " + phase)) { // after the name of segment and field
        reached.countDown();
        try {
          assertTrue(release.await(60, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
    }

    @Override
    public boolean isEnabled(String component) {
      return component.equals("DISKANN");
    }

    @Override
    public void close() {}
  }

  public void testRollbackEndsAnInsertion() throws IOException, InterruptedException {
    for (int small : new int[] {20, 100}) { // walk the graph; are compared in groups
      for (String phase : new String[] {"copy:", "consolidate:", "prepare newcomers:"}) {
        try (Directory directory = newDirectory()) {
          fillLargeAndSmall(directory, 1600, small, 3);
          assertAborts(directory, new Brake(phase));
        }
      }
    }
  }

  public void testRollbackEndsALeafMerge() throws IOException, InterruptedException {
    for (String phase : new String[] {"load:", "partition:", "leaves:", "known edges:"}) {
      try (Directory directory = newDirectory()) {
        fillLargeAndSmall(directory, 1600, 1400, 3);
        assertAborts(directory, new Brake(phase));
      }
    }
  }

  /** As large as in Lucene's own test of the kind, in whatever phase it is. */
  public void testRollbackOfALargeMerge() throws IOException, InterruptedException {
    for (int small : new int[] {480, 4_800, 24_000}) {
      try (Directory directory = newDirectory()) {
        fillLargeAndSmall(directory, 48_000 - small, small, 96);
        assertAborts(directory, new Brake(small == 24_000 ? "partition:" : "copy:"));
      }
    }
  }

  /** Nothing is left of the merge, its temporary files included. */
  private static void assertAborts(Directory directory, Brake brake)
      throws IOException, InterruptedException {
    String[] before = directory.listAll();
    abort(directory, brake);
    assertArrayEquals(before, directory.listAll());
  }

  private static void abort(Directory directory, Brake brake)
      throws IOException, InterruptedException {
    IndexWriter writer =
        new IndexWriter(
            directory,
            config(Deferral.never())
                .setMergePolicy(new TieredMergePolicy())
                .setMergeScheduler(new ConcurrentMergeScheduler())
                .setInfoStream(brake));
    writer.forceMerge(1, false);
    assertTrue("no insertion began", brake.reached.await(60, TimeUnit.SECONDS));
    Thread rollback =
        new Thread(
            () -> {
              try {
                writer.rollback();
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            },
            "rollback");
    rollback.start();
    while (rollback.getState() == Thread.State.RUNNABLE) { // until it waits for the merge
      Thread.onSpinWait();
    }
    long startNs = System.nanoTime();
    brake.release.countDown();
    rollback.join();
    long rollbackMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
    assertTrue("rollback took " + rollbackMs + " ms", rollbackMs < 5_000);
    if (VERBOSE) {
      System.out.println("rollback after \"" + brake.phase + "\" took " + rollbackMs + " ms");
    }
    assertFalse(brake.messages.toString(), brake.messages.toString().contains("took"));
  }

  /** One segment with a graph and some dead, and one more. */
  private static void fillLargeAndSmall(Directory directory, int large, int small, int dimension)
      throws IOException {
    IndexWriterConfig config =
        config(Deferral.never())
            .setMergePolicy(NoMergePolicy.INSTANCE)
            .setRAMBufferSizeMB(ENOUGH_MB);
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (int id = 0; id < large + small; id++) {
        Document document = new Document();
        document.add(new StringField("id", Integer.toString(id), Field.Store.NO));
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
          vector[i] = random().nextFloat();
        }
        document.add(new KnnFloatVectorField("v", vector));
        writer.addDocument(document);
        if (id == large - 1) {
          writer.flush();
        }
      }
      writer.commit();
      for (int id = 0; id < large; id += 50) {
        writer.deleteDocuments(new Term("id", Integer.toString(id)));
      }
    }
  }

  private static IndexWriterConfig config(Deferral deferral) {
    DiskAnnParameters parameters = DiskAnnParameters.defaults().withDeferral(deferral);
    return new IndexWriterConfig().setCodec(new DiskAnnCodec(parameters));
  }

  /** Two segments without graphs: quick to write. */
  private static void fill(Directory directory) throws IOException {
    IndexWriterConfig config =
        config(Deferral.vectors(Integer.MAX_VALUE)).setMergePolicy(NoMergePolicy.INSTANCE);
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (int id = 0; id < SIZE; id++) {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
          vector[i] = random().nextFloat();
        }
        Document document = new Document();
        document.add(new KnnFloatVectorField("v", vector));
        writer.addDocument(document);
        if (id == SIZE / 2) {
          writer.flush();
        }
      }
    }
  }
}
