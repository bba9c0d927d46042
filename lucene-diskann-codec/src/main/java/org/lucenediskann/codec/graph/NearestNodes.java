package org.lucenediskann.codec.graph;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.util.LongHeap;

/** Greedy list search in a graph under construction, for the few nodes that need repair. */
final class NearestNodes {

  private final NeighborLists graph;
  private final NodeDistance distance;
  private final int listSize;
  private final LongHeap frontier; // least distance on top
  private final LongHeap found; // greatest distance on top, as bitwise complements
  private final int[] seen; // per node: the search that saw it last
  private int search;

  NearestNodes(NeighborLists graph, NodeDistance distance, int listSize) {
    this.graph = graph;
    this.distance = distance;
    this.listSize = listSize;
    this.frontier = new LongHeap(4 * listSize);
    this.found = new LongHeap(listSize);
    this.seen = new int[graph.size()];
  }

  /** Nodes near to one that cannot itself be reached, nearest first. */
  int[] to(int target) throws IOException {
    search++;
    frontier.clear();
    for (int entry : graph.entryPoints()) {
      offer(target, entry);
    }
    int[] neighbors = new int[graph.maxDegree()];
    while (frontier.size() > 0) {
      long nearest = frontier.pop();
      if (found.size() == listSize && nearest > ~found.top()) {
        break;
      }
      int degree = graph.neighbors((int) nearest, neighbors);
      for (int i = 0; i < degree; i++) {
        offer(target, neighbors[i]);
      }
    }
    return drain();
  }

  private void offer(int target, int node) throws IOException {
    if (seen[node] != search) {
      seen[node] = search;
      long key = (long) Float.floatToRawIntBits(distance.between(target, node)) << 32 | node;
      if (found.size() < listSize) {
        found.push(~key);
        frontier.push(key);
      } else if (key < ~found.top()) {
        found.updateTop(~key);
        frontier.push(key);
      }
    }
  }

  private int[] drain() {
    long[] keys = new long[found.size()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = ~found.pop();
    }
    Arrays.sort(keys);
    return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
  }
}
