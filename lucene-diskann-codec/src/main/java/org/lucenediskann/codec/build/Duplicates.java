package org.lucenediskann.codec.build;

import java.io.IOException;
import java.util.Arrays;
import org.lucenediskann.codec.graph.NeighborLists;

/**
 * Equal vectors. Only the first of its equals takes part in the construction; the others hang below
 * it in a tree and share its neighbors. So a crowd of equals costs nothing to build, cannot fill
 * anyone's neighbor list, and is found as soon as one of them is.
 */
final class Duplicates {

  private static final int ROWS_BETWEEN_ABORT_CHECKS = 4096;

  private final int[] firstOf; // for each ordinal the first one that is equal to it
  private final int distinctCount;

  private Duplicates(int[] firstOf, int distinctCount) {
    this.firstOf = firstOf;
    this.distinctCount = distinctCount;
  }

  /** Finds the equal rows. */
  static Duplicates find(Rows rows, BuildContext context) throws IOException {
    int size = rows.values().size();
    RowPair pair = new RowPair(rows.values().copy(), context.newKernel());
    int[] firstOf = new int[size];
    int[] table = new int[Integer.highestOneBit(Math.max(4, size)) * 4]; // ordinal + 1, 0 = free
    int distinct = 0;
    for (int ord = 0; ord < size; ord++) {
      if (ord % ROWS_BETWEEN_ABORT_CHECKS == 0) {
        context.checkAborted();
      }
      firstOf[ord] = findOrAdd(rows, pair, table, ord);
      distinct += firstOf[ord] == ord ? 1 : 0;
    }
    return new Duplicates(firstOf, distinct);
  }

  private static int findOrAdd(Rows rows, RowPair pair, int[] table, int ord) throws IOException {
    int mask = table.length - 1;
    int slot = rows.hashes()[ord] & mask;
    for (; table[slot] != 0; slot = (slot + 1) & mask) {
      int other = table[slot] - 1;
      if (rows.hashes()[other] == rows.hashes()[ord] && pair.equal(other, ord)) {
        return other;
      }
    }
    table[slot] = ord + 1;
    return ord;
  }

  /** Ordinals without an equal before them, ascending. */
  int[] distinctOrds() {
    int[] ords = new int[distinctCount];
    int count = 0;
    for (int ord = 0; ord < firstOf.length; ord++) {
      if (firstOf[ord] == ord) {
        ords[count++] = ord;
      }
    }
    return ords;
  }

  /**
   * Inverts an order of the distinct ordinals.
   *
   * @return for each ordinal the position of the first one that is equal to it
   */
  int[] rowOf(int[] order) {
    int[] rowOf = new int[firstOf.length];
    for (int position = 0; position < order.length; position++) {
      rowOf[order[position]] = position;
    }
    for (int ord = 0; ord < firstOf.length; ord++) {
      rowOf[ord] = rowOf[firstOf[ord]];
    }
    return rowOf;
  }

  /** Completes an order of the distinct ordinals by all others. */
  int[] appendTo(int[] order) {
    int[] all = Arrays.copyOf(order, firstOf.length);
    int end = order.length;
    for (int ord = 0; ord < firstOf.length; ord++) {
      if (firstOf[ord] != ord) {
        all[end++] = ord;
      }
    }
    return all;
  }

  /** How many ordinals have an equal before them. */
  int count() {
    return firstOf.length - distinctCount;
  }

  /** Hangs every duplicate below the first of its equals, which has its neighbors already. */
  void attach(NeighborLists graph) {
    if (count() > 0) {
      int[][] crowds = crowds();
      for (int[] crowd : crowds) {
        attach(graph, crowd);
      }
    }
  }

  /** Ordinals grouped by equality, ascending in each group; groups of one are left out. */
  private int[][] crowds() {
    int[] sizes = new int[firstOf.length];
    for (int first : firstOf) {
      sizes[first]++;
    }
    int[][] crowds = new int[firstOf.length][];
    for (int ord = 0; ord < firstOf.length; ord++) {
      int first = firstOf[ord];
      if (first == ord && sizes[ord] > 1) {
        crowds[ord] = new int[sizes[ord]];
        sizes[ord] = 0;
      }
      if (crowds[first] != null) {
        crowds[first][sizes[first]++] = ord;
      }
    }
    return Arrays.stream(crowds).filter(crowd -> crowd != null).toArray(int[][]::new);
  }

  /** A tree in heap order: the children of member i are members i·width+1 .. i·width+width. */
  private static void attach(NeighborLists graph, int[] crowd) {
    int maxDegree = graph.maxDegree();
    int width = Math.max(1, maxDegree / 4);
    int[] shared = new int[maxDegree];
    int sharedCount = graph.neighbors(crowd[0], shared);
    int[] list = new int[maxDegree];
    for (int i = 0; i < crowd.length; i++) {
      int count = 0;
      for (long child = (long) i * width + 1; child <= (long) i * width + width; child++) {
        if (child < crowd.length) {
          list[count++] = crowd[(int) child];
        }
      }
      int rest = Math.min(sharedCount, maxDegree - count);
      System.arraycopy(shared, 0, list, count, rest);
      graph.set(crowd[i], list, count + rest);
    }
  }
}
