package org.lucenediskann.codec.merge;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.util.FixedBitSet;
import org.lucenediskann.codec.graph.NeighborLists;

/**
 * Chooses, of a dead node's live neighbors, one for each list that it was in. Serves one thread.
 */
final class HeirChoice {

  static final int NONE = -1;

  /** Rows of losers in one round, beside the neighbors' rows. */
  private static final int LOSERS_OF_ROUND = 256;

  private final RowCache rows;
  private final NeighborLists graph;
  private final FixedBitSet listed; // the loser's neighbors
  private final int[] row;
  private final int[] slots; // of the dead node's live neighbors
  private final float[] distances; // of these from the loser
  private final float[][] apart; // and from each other, where known
  private final boolean[] known;
  private final boolean[] open; // whether they may be chosen
  private final int[] shared; // indexes of those that the loser knows
  private int sharedCount;
  private int[] neighbors;
  private int count;
  private int losers; // in this round

  HeirChoice(RowCache rows, NeighborLists graph) {
    this.rows = rows;
    this.graph = graph;
    int degree = graph.maxDegree();
    listed = new FixedBitSet(graph.size());
    row = new int[degree];
    slots = new int[degree];
    distances = new float[degree];
    apart = new float[degree][degree];
    known = new boolean[degree];
    open = new boolean[degree];
    shared = new int[degree];
  }

  /** Takes the live neighbors of a dead node, which must not change until the next call. */
  void begin(int[] liveNeighbors, int liveCount) throws IOException {
    neighbors = liveNeighbors;
    count = liveCount;
    Arrays.fill(known, false);
    load();
  }

  private void load() throws IOException {
    rows.newRound();
    losers = 0;
    for (int i = 0; i < count; i++) {
      slots[i] = rows.load(neighbors[i]);
    }
  }

  /** Who takes the dead node's place in somebody's list, or {@link #NONE}. */
  int heir(int loser) throws IOException {
    if (losers++ == LOSERS_OF_ROUND) {
      load();
    }
    rows.distances(rows.load(loser), slots, count, distances);
    mark(loser, graph.neighbors(loser, row));
    int heir = nearestOpen();
    while (heir != NONE && isOccluded(heir)) {
      open[heir] = false;
      heir = nearestOpen();
    }
    return heir == NONE ? NONE : neighbors[heir];
  }

  private void mark(int loser, int degree) {
    for (int i = 0; i < degree; i++) {
      listed.set(row[i]);
    }
    sharedCount = 0;
    for (int i = 0; i < count; i++) {
      boolean isShared = listed.get(neighbors[i]);
      open[i] = !isShared && neighbors[i] != loser;
      if (isShared) {
        shared[sharedCount++] = i;
      }
    }
    for (int i = 0; i < degree; i++) {
      listed.clear(row[i]);
    }
  }

  private int nearestOpen() {
    int nearest = NONE;
    for (int i = 0; i < count; i++) {
      if (open[i] && (nearest == NONE || distances[i] < distances[nearest])) {
        nearest = i;
      }
    }
    return nearest;
  }

  /** Whether a neighbor that both lists have does so. Of the loser's equals one is enough. */
  private boolean isOccluded(int candidate) {
    float distance = distances[candidate];
    if (!known[candidate]) {
      known[candidate] = true;
      rows.distances(slots[candidate], slots, count, apart[candidate]);
    }
    for (int at = 0; at < sharedCount; at++) {
      int i = shared[at];
      boolean mayOcclude = distances[i] > 0 || distance == 0;
      if (mayOcclude && distances[i] <= distance && apart[candidate][i] <= distance) {
        return true;
      }
    }
    return false;
  }
}
