package org.lucenediskann.codec.build;

/** How much heap a build takes beside the vectors it is given. */
public final class BuildMemory {

  /** Longest projected row, and least number of vectors for which a projection is looked for. */
  private static final int PROJECTED_DIMENSION = 512;

  private static final int PROJECTED_SIZE = 4096;

  /** Orders, counts, bounds and the like, for each vector. */
  private static final int OTHER_BYTES = 100;

  private BuildMemory() {}

  /**
   * An estimate for one graph, never above what the parameters allow.
   *
   * @param size number of vectors
   * @param dimension of each
   */
  public static long estimateBytes(int size, int dimension, BuildParameters parameters) {
    return Math.min(
        parameters.buildMemoryBytes(), size * bytesPerVector(size, dimension, parameters));
  }

  /** Candidates, a working copy of the row, the row of the graph. */
  private static long bytesPerVector(int size, int dimension, BuildParameters parameters) {
    int listSize = parameters.buildListSize();
    long candidates = (long) (listSize + listSize / 2 + 1) * Long.BYTES;
    int width = size < PROJECTED_SIZE ? dimension : Math.min(dimension, PROJECTED_DIMENSION);
    long row = (long) width * Float.BYTES;
    long graph = (parameters.maxDegree() + 1L) * Integer.BYTES;
    return candidates + row + graph + OTHER_BYTES;
  }
}
