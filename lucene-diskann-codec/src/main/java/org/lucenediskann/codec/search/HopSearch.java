package org.lucenediskann.codec.search;

import java.io.IOException;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.lucenediskann.codec.graph.Graph;

/**
 * List search among accepted nodes only. Neighbors that are not accepted are not scored; their
 * neighbors are looked at instead, until enough are found that are.
 *
 * <p>What leads the way into the graph is not counted as visited: a query's limit is the number of
 * accepted vectors, and must allow for scoring all of them where the walk is given up.
 */
final class HopSearch extends ListSearch {

  /** Accepted nodes to be found from a node by going one hop further, as a share of a row. */
  private static final int ENOUGH_OF_ROW = 2; // half

  /** Fewer than these are looked for yet another hop away. */
  private static final int FEW = 4;

  /** Neighbor lists read from one node, in full rows. */
  private static final int MOST_ROWS = 2;

  /** Share of accepted nodes in a list that were not seen before. */
  private static final double FRESH = 0.5;

  /** So many accepted nodes are compared first where a descent to the entries may be in vain. */
  private static final int SAMPLE = 64;

  /** Where so few are accepted, a sample of them is as dense as a router. */
  private static final int MOST_SAMPLED = 64 * SAMPLE;

  /** Where more of all nodes are accepted, a router leads nearer. */
  private static final int LEAST_NODES_PER_SAMPLED = 16;

  /** Whose neighbor lists tell whether to walk. */
  private static final int JUDGED = 8;

  private final int acceptedCount;
  private final int enough;
  private final int[] found; // accepted neighbors of a node, near and far
  private final int[] passages; // neighbors that are not accepted, near ones first
  private int passageCount;
  private long steps; // vectors scored and lists read
  private int compared; // accepted vectors

  /**
   * Prepares a search.
   *
   * @param acceptedCount number of accepted vectors
   */
  HopSearch(
      RandomVectorScorer scorer,
      Graph graph,
      KnnCollector collector,
      Bits accepted,
      int acceptedCount) {
    super(scorer, graph, collector, accepted);
    this.acceptedCount = acceptedCount;
    this.enough = Math.max(1, graph.maxDegree() / ENOUGH_OF_ROW);
    this.found = new int[Math.max(enough, FEW) + graph.maxDegree()];
    growBlock(found.length);
    this.passages = new int[MOST_ROWS * graph.maxDegree()];
  }

  /**
   * Walks until the list has settled.
   *
   * @param ords the accepted ordinals
   * @return whether that is the answer; otherwise accepted nodes not visited have to be scanned
   */
  boolean walked(DocIdSetIterator ords) throws IOException {
    if (collector.earlyTerminated()) {
      return true;
    }
    if (!isWorthWalking(start(ords))) {
      return false;
    }
    while (hasNext()) {
      if (FilterPlan.isSpent(steps, acceptedCount)) {
        return false;
      }
      expandNext();
    }
    return collector.earlyTerminated() || compared >= Math.min(collector.k(), acceptedCount);
  }

  /** Enters the graph; the nodes whose neighbors are to be judged by. */
  private int[] start(DocIdSetIterator ords) throws IOException {
    int[] sample = new int[SAMPLE];
    int count = isSampled() ? sample(ords, sample) : 0;
    if (count >= SAMPLE / 2) {
      growBlock(count);
      compare(sample, visited.addAll(sample, count, sample));
      return candidates.best(JUDGED);
    }
    int[] entries =
        SearchEntries.of(scorer, graph, new Uncounted(collector), RouterSearch.Passed.NOTHING);
    for (int entry : entries) {
      enter(entry);
    }
    return entries;
  }

  private boolean isSampled() {
    return isOpen
        && acceptedCount <= Math.min(MOST_SAMPLED, graph.size() / LEAST_NODES_PER_SAMPLED)
        && !SearchEntries.areSeeds(collector.getSearchStrategy());
  }

  /** One of each stretch of the ordinals, if there is one; returns how many. */
  private int sample(DocIdSetIterator ords, int[] sample) throws IOException {
    int count = 0;
    for (int i = 0; i < SAMPLE; i++) {
      int from = (int) ((long) graph.size() * i / SAMPLE);
      if (from > ords.docID() && ords.advance(from) != DocIdSetIterator.NO_MORE_DOCS) {
        sample[count++] = ords.docID();
      }
    }
    return count;
  }

  /** Judges by neighbors, and by all nodes if fewer are accepted there. */
  private boolean isWorthWalking(int[] nodes) throws IOException {
    int neighbors = 0;
    int passing = 0;
    for (int node : nodes) {
      int degree = graph.neighbors(node, row);
      neighbors += degree;
      for (int i = 0; i < degree; i++) {
        passing += accepted.get(row[i]) ? 1 : 0;
      }
    }
    double near = (double) passing / Math.max(1, neighbors);
    double share = Math.max(near, (double) acceptedCount / graph.size());
    double lists = (1 - share) * enough / (share * graph.maxDegree() * FRESH);
    return FilterPlan.isWorthWalking(
        graph.size(), acceptedCount, collector.k(), Math.min(graph.maxDegree(), lists));
  }

  private void enter(int entry) throws IOException {
    if (!visited.add(entry)) {
      return;
    }
    if (accepted.get(entry)) {
      found[0] = entry;
      compare(found, 1);
    } else {
      enqueue(entry, scorer.score(entry));
    }
  }

  @Override
  void expand(int node) throws IOException {
    passageCount = 0;
    int count = gather(node, 0);
    int near = passageCount;
    for (int i = 0; i < passageCount && count < (i < near ? enough : FEW); i++) {
      if (visited.add(passages[i])) {
        count = gather(passages[i], count);
      }
    }
    compare(found, count);
  }

  /** Adds neighbors of a node to those found or, as long as there is room, to the passages. */
  private int gather(int node, int from) throws IOException {
    int count = from;
    int degree = graph.neighbors(node, row);
    steps++;
    for (int i = 0; i < degree; i++) {
      int neighbor = row[i];
      if (accepted.get(neighbor)) {
        if (visited.add(neighbor)) {
          found[count++] = neighbor;
        }
      } else if (passageCount < passages.length && !visited.contains(neighbor)) {
        passages[passageCount++] = neighbor;
      }
    }
    return count;
  }

  private void compare(int[] nodes, int count) throws IOException {
    score(nodes, untilTerminated(count));
    steps += count;
    compared += count;
  }

  /** Passes on all but the number of vectors scored. */
  private static final class Uncounted extends KnnCollector.Decorator {
    Uncounted(KnnCollector collector) {
      super(collector);
    }

    @Override
    public void incVisitedCount(int count) {}
  }
}
