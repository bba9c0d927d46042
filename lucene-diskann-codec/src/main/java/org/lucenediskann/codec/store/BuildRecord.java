package org.lucenediskann.codec.store;

/**
 * How a field was written, for whoever reads the file later.
 *
 * @param maxDegree bound of every node's out-degree
 * @param alpha how much longer a detour may be before an edge is kept; on L2 distance
 * @param bits of a dimension in the codes of float vectors; 0 = no codes
 * @param oversample how many times the hits wanted a search over codes reranks, at least 1
 * @param parameters what shapes the graph, as text
 */
public record BuildRecord(
    int maxDegree, float alpha, int bits, float oversample, String parameters) {

  /** The same with something added to the text. */
  public BuildRecord with(String more) {
    return new BuildRecord(maxDegree, alpha, bits, oversample, parameters + ", " + more);
  }
}
