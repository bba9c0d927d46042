package org.lucenediskann.codec.build;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.store.MockDirectoryWrapper;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.tests.util.LuceneTestCase.SuppressFileSystems;
import org.apache.lucene.util.NamedThreadFactory;
import org.lucenediskann.codec.graph.NeighborLists;

/** A build with little memory makes the same graph as one with a lot, and leaves no file. */
@SuppressFileSystems("ExtrasFS") // all files are counted
public class TestBuildMemory extends LuceneTestCase {

  private static BuildParameters parameters(long bytes) {
    return new BuildParameters(16, 32, 1.2f, 6, 256, 4, 42, bytes);
  }

  private static void assertSame(NeighborLists expected, NeighborLists actual) {
    assertEquals(expected.size(), actual.size());
    int[] list = new int[expected.maxDegree()];
    int[] other = new int[expected.maxDegree()];
    for (int node = 0; node < expected.size(); node++) {
      int count = expected.neighbors(node, list);
      assertEquals(count, actual.neighbors(node, other));
      for (int i = 0; i < count; i++) {
        assertEquals(list[i], other[i]);
      }
    }
    assertArrayEquals(expected.entryPoints(), actual.entryPoints());
  }

  public void testSameGraph() throws IOException {
    ArrayRows[] kinds = {
      ArrayRows.clusters(random(), 9000, 20, 30, 3), // not projected, rows padded
      ArrayRows.clusters(random(), 5000, 100, 4, 30), // projected
      ArrayRows.gaussian(random(), 2000, 16).drawn(random(), 4000) // duplicates
    };
    for (ArrayRows rows : kinds) {
      NeighborLists expected =
          BatchBuilder.build(rows, parameters(Long.MAX_VALUE), Surroundings.SERIAL);
      try (Directory directory = newDirectory()) {
        Surroundings files = Surroundings.SERIAL.withTempFiles(DirectoryTempFile.in(directory));
        long everything =
            BuildMemory.estimateBytes(rows.size(), rows.dimension(), parameters(1L << 40));
        for (long bytes : new long[] {0, everything / 2, everything, 1L << 40}) {
          assertSame(expected, BatchBuilder.build(rows, parameters(bytes), files));
          assertEquals(0, directory.listAll().length);
        }
      }
    }
  }

  public void testSameGraphOnThreads() throws IOException {
    ArrayRows rows = ArrayRows.clusters(random(), 6000, 40, 30, 3);
    NeighborLists expected =
        BatchBuilder.build(rows, parameters(Long.MAX_VALUE), Surroundings.SERIAL);
    try (Directory directory = newDirectory();
        ExecutorService pool =
            Executors.newFixedThreadPool(3, new NamedThreadFactory("build-memory"))) {
      Surroundings files =
          Surroundings.SERIAL.withThreads(4, pool).withTempFiles(DirectoryTempFile.in(directory));
      assertSame(expected, BatchBuilder.build(rows, parameters(0), files));
      assertEquals(0, directory.listAll().length);
    }
  }

  /** Whenever it is stopped, the files are gone. */
  public void testNoFileIsLeftByAnAbortedBuild() throws IOException {
    ArrayRows rows = ArrayRows.clusters(random(), 3000, 40, 30, 3);
    boolean completed = false;
    for (int last = 1; !completed; last += last / 2 + 1) {
      int[] checks = {last};
      try (Directory directory = newDirectory()) {
        Surroundings surroundings =
            Surroundings.SERIAL
                .withTempFiles(DirectoryTempFile.in(directory))
                .withAbortCheck(
                    () -> {
                      if (checks[0]-- == 0) {
                        throw new IOException("stopped");
                      }
                    });
        try {
          BatchBuilder.build(rows, parameters(0), surroundings);
          completed = true;
        } catch (IOException e) {
          assertEquals("stopped", e.getMessage());
        }
        assertEquals("after " + last + " checks", 0, directory.listAll().length);
      }
    }
  }

  /** Fails one operation on files, but for their deletion, and all that follow. */
  private static final class FailFrom extends MockDirectoryWrapper.Failure {
    private final AtomicInteger sound;

    FailFrom(int sound) {
      this.sound = new AtomicInteger(sound);
    }

    @Override
    public void eval(MockDirectoryWrapper directory) throws IOException {
      if (!callStackContainsAnyOf("deleteFile") && sound.getAndDecrement() <= 0) {
        throw new IOException("this one fails");
      }
    }
  }

  /** Whatever fails of its files, none is left or open; the directory looks for that as well. */
  public void testNoFileIsLeftByAFailedOne() throws IOException {
    ArrayRows rows = ArrayRows.clusters(random(), 3000, 40, 30, 3);
    int failures = 0;
    boolean completed = false;
    for (int sound = 0; !completed; sound += 1 + sound / 4) {
      try (MockDirectoryWrapper directory = newMockDirectory()) {
        directory.failOn(new FailFrom(sound));
        try {
          Surroundings files = Surroundings.SERIAL.withTempFiles(DirectoryTempFile.in(directory));
          BatchBuilder.build(rows, parameters(0), files);
          completed = true;
        } catch (IOException e) {
          assertEquals("this one fails", e.getMessage());
          failures++;
        }
        assertEquals("after " + sound + " operations", 0, directory.listAll().length);
      }
    }
    assertTrue("failures: " + failures, failures > 5);
  }
}
