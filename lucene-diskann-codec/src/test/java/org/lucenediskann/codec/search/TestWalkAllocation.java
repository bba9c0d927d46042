package org.lucenediskann.codec.search;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.lucenediskann.codec.graph.NeighborLists;

/** A hop of a walk allocates nothing. What the queue needs as it grows is not looked at. */
public class TestWalkAllocation extends LuceneTestCase {

  private static final int SIZE = 20_000;
  private static final int K = 10;

  /** A class that is loaded or a method that is compiled meanwhile may cost something. */
  private static final int TOLERANCE_BYTES = 2_000;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** The higher the ordinal the better. */
  private static final class ByOrdinal implements RandomVectorScorer {

    @Override
    public float score(int node) {
      return node;
    }

    @Override
    public int maxOrd() {
      return SIZE;
    }
  }

  /** Each node leads to the next one, so that the queue of those to expand does not grow. */
  private static NeighborLists chain() {
    NeighborLists graph = new NeighborLists(SIZE, 1);
    for (int node = 0; node < SIZE - 1; node++) {
      graph.set(node, new int[] {node + 1}, 1);
    }
    graph.setEntryPoints(0);
    return graph;
  }

  private static long allocatedBytes(NeighborLists graph, int visitLimit) throws IOException {
    TopKnnCollector collector = new TopKnnCollector(K, visitLimit);
    ByOrdinal scorer = new ByOrdinal();
    long before = THREADS.getCurrentThreadAllocatedBytes();
    new ListSearch(scorer, graph, collector, null).run();
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertEquals(visitLimit, collector.visitedCount());
    return allocated;
  }

  public void testNothingPerHop() throws IOException {
    assumeTrue("allocation is not counted here", THREADS.isThreadAllocatedMemorySupported());
    NeighborLists graph = chain();
    allocatedBytes(graph, SIZE - 1); // loads classes
    long few = allocatedBytes(graph, 100);
    long many = allocatedBytes(graph, SIZE - 1);
    assertTrue("100 visits: " + few + " bytes", few > 0);
    assertTrue(
        "100 visits: " + few + " bytes, " + SIZE + ": " + many, many - few <= TOLERANCE_BYTES);
  }
}
