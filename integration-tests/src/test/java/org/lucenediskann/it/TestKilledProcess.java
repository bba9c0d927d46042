package org.lucenediskann.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.tests.util.TestUtil;
import org.lucenediskann.codec.SoundGraphs;

/**
 * A JVM is killed while it adds, updates, deletes, flushes, merges and commits: the index is sound
 * and holds exactly what was committed last. Then another goes on. {@code -Ddiskann.kills=50} kills
 * more often.
 */
public class TestKilledProcess extends LuceneTestCase {

  private static final int KILLS = Integer.getInteger("diskann.kills", 3);
  private static final int MOST_STEPS = 150; // of which a flush takes about ten
  private static final int QUERIES = 20;
  private static final int LIST_SIZE = 20;
  private static final double RECALL = .9;

  private Path folder;
  private Ledger ledger;
  private long seed;

  @Override
  public void setUp() throws Exception {
    super.setUp();
    folder = Path.of(createTempDir() + "/index"); // not that of a mock file system
    seed = random().nextLong();
    ledger = new Ledger(seed);
  }

  public void testNothingCommittedIsLost() throws IOException, InterruptedException {
    try (Directory directory = new MMapDirectory(folder)) {
      new IndexWriter(directory, KilledWriter.config()).close();
      long operations = 0;
      for (int kill = 0; kill < KILLS; kill++) {
        long acknowledged = writeUntilKilled(1 + random().nextInt(MOST_STEPS));
        long found = KilledWriter.operations(directory);
        assertTrue(found + " of " + acknowledged, found >= Math.max(operations, acknowledged));
        operations = found;
        assertHolds(directory, operations);
      }
      assertTrue("no commit in " + KILLS + " runs", operations > 0);
      assertNothingLeftOver(directory);
    }
  }

  /** Kills a writer when it has said so many words; returns what it said it had committed. */
  private long writeUntilKilled(int steps) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:TieredStopAtLevel=1", // starts sooner
                    "--add-modules",
                    "jdk.incubator.vector",
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    KilledWriter.class.getName(),
                    folder.toString(),
                    Long.toString(seed)))
            .redirectErrorStream(true)
            .start();
    long acknowledged = 0;
    int seen = 0;
    StringBuilder said = new StringBuilder();
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.append(line).append('\n');
        if (line.startsWith(KilledWriter.COMMITTED)) {
          acknowledged = Long.parseLong(line.substring(KilledWriter.COMMITTED.length()));
        }
        if (line.contains("DISKANN") && ++seen == steps) {
          process.toHandle().destroyForcibly(); // SIGKILL; what it said can still be read
        }
      }
    } finally {
      process.destroyForcibly();
    }
    int status = process.waitFor();
    assertTrue("ended by itself, exit " + status + ":\n" + said, seen >= steps);
    return acknowledged;
  }

  private void assertHolds(Directory directory, long operations) throws IOException {
    TestUtil.checkIndex(directory);
    Map<Integer, Long> expected = ledger.after(operations);
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      SoundGraphs.check(reader);
      ledger.assertHolds(reader, expected);
      if (expected.isEmpty()) {
        return;
      }
      double recall = 0;
      for (int query = 0; query < QUERIES; query++) {
        recall += ledger.recall(reader, expected.values(), query, LIST_SIZE) / QUERIES;
      }
      assertTrue("recall " + recall, recall >= RECALL);
    }
  }

  /** What the killed left is removed when the index is next written. */
  private static void assertNothingLeftOver(Directory directory) throws IOException {
    new IndexWriter(directory, KilledWriter.config()).rollback();
    Set<String> used = new HashSet<>(SegmentInfos.readLatestCommit(directory).files(true));
    used.add(IndexWriter.WRITE_LOCK_NAME);
    for (String file : directory.listAll()) {
      assertTrue(file, used.contains(file));
    }
  }
}
