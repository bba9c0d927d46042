package org.lucenediskann.codec;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.tests.util.LuceneTestCase;

/**
 * The second half of a long search of a stored segment allocates nothing: by then its queues have
 * grown, and what is left are hops. Vectors of instructions are objects until the JIT compiler has
 * seen them often enough, so the best of many searches counts.
 */
public class TestSearchAllocation extends LuceneTestCase {

  private static final int SIZE = 4000;
  private static final int DIMENSION = 16;
  private static final int LIST_SIZE = 500;
  private static final int SEARCHES = 2000;

  /** Less than an object for every tenth hop. */
  private static final int TOLERANCE_BYTES = 400;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Random random = new Random(77);

  private float[] vector() {
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }

  private static long allocatedBytes(LeafReader segment, float[] query, int visitLimit)
      throws IOException {
    DiskAnnSearchStrategy strategy = DiskAnnSearchStrategy.defaults().withSearchListSize(LIST_SIZE);
    TopKnnCollector collector = new TopKnnCollector(10, visitLimit, strategy);
    AcceptDocs all = AcceptDocs.fromLiveDocs(null, SIZE);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    segment.searchNearestVectors("f", query, collector, all);
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertEquals(visitLimit, collector.visitedCount());
    return allocated;
  }

  private void assertNothingPerHop(int bits) throws IOException {
    DiskAnnParameters parameters =
        DiskAnnParameters.defaults().withDeferral(Deferral.never()).withBits(bits);
    IndexWriterConfig config =
        new IndexWriterConfig().setUseCompoundFile(false).setCodec(new DiskAnnCodec(parameters));
    try (Directory directory = new MMapDirectory(createTempDir());
        IndexWriter writer = new IndexWriter(directory, config)) {
      for (int i = 0; i < SIZE; i++) {
        Document document = new Document();
        document.add(new KnnFloatVectorField("f", vector()));
        writer.addDocument(document);
      }
      try (DirectoryReader reader = DirectoryReader.open(writer)) {
        LeafReader segment = getOnlyLeafReader(reader);
        float[] query = vector();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < SEARCHES && least > TOLERANCE_BYTES; i++) {
          long half = allocatedBytes(segment, query, 1000);
          least = Math.min(least, Math.abs(allocatedBytes(segment, query, 2000) - half));
        }
        assertTrue(bits + " bits: " + least + " bytes", least <= TOLERANCE_BYTES);
      }
    }
  }

  public void testAlongFloats() throws IOException {
    assumeTrue("allocation is not counted here", THREADS.isThreadAllocatedMemorySupported());
    assertNothingPerHop(0);
  }

  public void testAlongCodes() throws IOException {
    assumeTrue("allocation is not counted here", THREADS.isThreadAllocatedMemorySupported());
    for (int bits : new int[] {1, 4, 8}) {
      assertNothingPerHop(bits);
    }
  }
}
