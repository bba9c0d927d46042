package org.lucenediskann.codec.graph;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.tests.util.LuceneTestCase;

/** Each way a graph can be wrong is told by name. */
public class TestGraphValidator extends LuceneTestCase {

  private static final int SIZE = 10;

  /** Gives away whatever it holds. */
  private static final class Rows implements Graph {
    final int[][] rows;
    int[] entryPoints = {0};

    /** Each node leads to the next one and to the one after. */
    Rows() {
      rows = new int[SIZE][];
      Arrays.setAll(rows, node -> new int[] {(node + 1) % SIZE, (node + 2) % SIZE});
    }

    @Override
    public int size() {
      return rows.length;
    }

    @Override
    public int maxDegree() {
      return 3;
    }

    @Override
    public int[] entryPoints() {
      return entryPoints;
    }

    @Override
    public int neighbors(int node, int[] dest) {
      System.arraycopy(rows[node], 0, dest, 0, Math.min(dest.length, rows[node].length));
      return rows[node].length;
    }
  }

  private static void assertProblem(String expected, Graph graph) throws IOException {
    GraphReport report = GraphValidator.validate(graph);
    assertEquals(expected, report.firstProblem());
    assertFalse(report.isSound());
    var e = expectThrows(IllegalStateException.class, () -> GraphValidator.check(graph));
    assertEquals("graph of 10 nodes: " + expected, e.getMessage());
  }

  public void testSound() throws IOException {
    Rows graph = new Rows();
    graph.rows[4] = new int[] {5, 9, 0};
    graph.rows[8] = new int[] {9};
    graph.rows[9] = new int[0];
    GraphReport report = GraphValidator.check(graph);
    assertEquals(new GraphReport(10, 2 * 7 + 3 + 1, 0, 1.8, 3, 0, null), report);
    assertTrue(report.isSound());
  }

  public void testEmpty() throws IOException {
    GraphReport report = GraphValidator.check(new NeighborLists(0, 4));
    assertEquals(new GraphReport(0, 0, 0, 0, 0, 0, null), report);
  }

  public void testEntryPoints() throws IOException {
    Rows graph = new Rows();
    graph.entryPoints = new int[0];
    assertProblem("no entry points", graph);
    assertEquals(SIZE, GraphValidator.validate(graph).unreachableCount());
    graph.entryPoints = new int[] {3, 10};
    assertProblem("entry point 10 is no node", graph);
    graph.entryPoints = new int[] {-1};
    assertProblem("entry point -1 is no node", graph);
    graph.entryPoints = new int[] {3, 4, 3};
    assertProblem("entry point 3 comes twice", graph);
  }

  public void testNeighbors() throws IOException {
    Rows graph = new Rows();
    graph.rows[6] = new int[] {7, 10};
    assertProblem("neighbor 10 of node 6 is no node", graph);
    graph.rows[6] = new int[] {7, -1, 8};
    assertProblem("neighbor -1 of node 6 is no node", graph);
    graph.rows[6] = new int[] {7, 6};
    assertProblem("node 6 is its own neighbor", graph);
    graph.rows[6] = new int[] {7, 8, 7};
    assertProblem("node 6 has neighbor 7 twice", graph);
    graph.rows[6] = new int[] {7, 8, 9, 0};
    assertProblem("node 6 has degree 4, not in [0, 3]", graph);
  }

  public void testDegreeBelowZero() throws IOException {
    Rows rows = new Rows();
    Graph graph =
        new Graph() {
          @Override
          public int size() {
            return rows.size();
          }

          @Override
          public int maxDegree() {
            return rows.maxDegree();
          }

          @Override
          public int[] entryPoints() {
            return rows.entryPoints();
          }

          @Override
          public int neighbors(int node, int[] dest) {
            return node == 2 ? -1 : rows.neighbors(node, dest);
          }
        };
    assertProblem("node 2 has degree -1, not in [0, 3]", graph);
  }

  public void testUnreachable() throws IOException {
    Rows graph = new Rows();
    graph.rows[4] = new int[] {3};
    graph.rows[3] = new int[] {1, 4};
    assertProblem("5 nodes cannot be reached from entry points [0], the first is 5", graph);
    assertEquals(5, GraphValidator.validate(graph).unreachableCount());
    graph.entryPoints = new int[] {0, 7};
    assertProblem("2 nodes cannot be reached from entry points [0, 7], the first is 5", graph);
    graph.entryPoints = new int[] {0, 5};
    GraphValidator.check(graph);
  }

  /** The first problem is told, all are looked at. */
  public void testSeveralProblems() throws IOException {
    Rows graph = new Rows();
    graph.entryPoints = new int[] {42};
    graph.rows[0] = new int[] {0};
    assertProblem("entry point 42 is no node", graph);
    GraphReport report = GraphValidator.validate(graph);
    assertEquals(19, report.edgeCount());
    assertEquals(1, report.minDegree());
    assertEquals(2, report.maxDegree());
    assertEquals(SIZE, report.unreachableCount());
  }

  /** What cannot be read is the reader's to tell. */
  public void testReadErrorsPass() {
    IOException broken = new IOException("broken");
    Graph graph =
        new Graph() {
          @Override
          public int size() {
            return 1;
          }

          @Override
          public int maxDegree() {
            return 1;
          }

          @Override
          public int[] entryPoints() {
            return new int[] {0};
          }

          @Override
          public int neighbors(int node, int[] dest) throws IOException {
            throw broken;
          }
        };
    assertSame(broken, expectThrows(IOException.class, () -> GraphValidator.validate(graph)));
  }
}
