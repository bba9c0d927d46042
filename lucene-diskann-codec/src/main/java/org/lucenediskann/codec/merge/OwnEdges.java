package org.lucenediskann.codec.merge;

import java.io.IOException;
import java.util.List;
import org.lucenediskann.codec.build.KnownEdges;
import org.lucenediskann.codec.graph.Graph;

/**
 * The live edges of all sources, in the ordinals of the merged segment. A list that lost more than
 * a quarter of its neighbors gets some of those beyond the lost ones as well.
 */
final class OwnEdges implements KnownEdges {

  /** A list is repaired if it lost more than one neighbor in so many. */
  private static final int LOST = 4;

  /** Live neighbors of one dead node that are taken. */
  private static final int BEYOND = 8;

  private static final int MAX_LISTS = 4;

  private final List<MergeSource> sources;
  private final int[] sourceOf; // per new ordinal: 1 + index of its source, 0 = no graph
  private final int[] oldOrds; // per new ordinal
  private final int maxDegree;

  /**
   * Inverts the maps of all sources.
   *
   * @param size number of new ordinals
   */
  OwnEdges(List<MergeSource> sources, int size, int maxDegree) {
    this.sources = sources;
    this.maxDegree = maxDegree;
    this.sourceOf = new int[size];
    this.oldOrds = new int[size];
    for (int i = 0; i < sources.size(); i++) {
      int[] newOrds = sources.get(i).newOrds();
      for (int old = 0; old < newOrds.length; old++) {
        if (newOrds[old] != MergeSource.DEAD) {
          sourceOf[newOrds[old]] = i + 1;
          oldOrds[newOrds[old]] = old;
        }
      }
    }
  }

  @Override
  public View open() throws IOException {
    Graph[] graphs = new Graph[sources.size()];
    for (int i = 0; i < graphs.length; i++) {
      graphs[i] = sources.get(i).open();
    }
    return new Edges(graphs);
  }

  /** Reads on one thread. */
  private final class Edges implements View {

    private final Graph[] graphs;
    private final NodeList list = new NodeList(MAX_LISTS * maxDegree);
    private final int[] row = new int[maxDegree];
    private final int[] beyond = new int[maxDegree];

    Edges(Graph[] graphs) {
      this.graphs = graphs;
    }

    @Override
    public int maxCount() {
      return list.capacity();
    }

    @Override
    public int neighbors(int ord, int[] dest) throws IOException {
      if (sourceOf[ord] == 0) {
        return 0;
      }
      list.start(ord);
      collect(sources.get(sourceOf[ord] - 1), graphs[sourceOf[ord] - 1], oldOrds[ord]);
      System.arraycopy(list.nodes(), 0, dest, 0, list.count());
      return list.count();
    }

    private void collect(MergeSource source, Graph graph, int old) throws IOException {
      int degree = graph.neighbors(old, row);
      list.addLive(source, row, degree, degree);
      if (LOST * (degree - list.count()) <= degree) {
        return;
      }
      for (int i = 0; i < degree; i++) {
        if (source.isDead(row[i])) {
          list.addLive(source, beyond, graph.neighbors(row[i], beyond), BEYOND);
        }
      }
    }
  }
}
