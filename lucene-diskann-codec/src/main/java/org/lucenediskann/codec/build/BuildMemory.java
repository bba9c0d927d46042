package org.lucenediskann.codec.build;

import org.lucenediskann.codec.kernel.RowMatrix;

/**
 * What of a build's data stays on the heap; the rest goes to temporary files. What every node needs
 * from beginning to end (its row of the graph, its place in the order) always stays.
 *
 * @param rowsInFile whether the working copy of the vectors is kept in a file
 * @param candidateBytes candidate edges kept on the heap
 */
public record BuildMemory(boolean rowsInFile, long candidateBytes) {

  /** Longest projected row, and least number of vectors for which a projection is looked for. */
  private static final int PROJECTED_DIMENSION = 512;

  private static final int PROJECTED_SIZE = 4096;

  /** Orders, norms, hashes and the like, for each vector. */
  private static final int OTHER_BYTES = 60;

  /** Buffers of a worker. */
  private static final long WORKER_BYTES = 8 << 20;

  /** Candidates that a leaf yields for each member: about this many, and a header. */
  private static final int CANDIDATES_PER_LEAF = 6;

  /** Without files everything is on the heap. */
  static final BuildMemory UNBOUNDED = new BuildMemory(false, Long.MAX_VALUE);

  static BuildMemory plan(
      int size, int dimension, BuildParameters parameters, BuildContext context) {
    if (context.tempFiles() == null || parameters.buildMemoryBytes() == Long.MAX_VALUE) {
      return UNBOUNDED;
    }
    long available =
        Math.max(
            0,
            parameters.buildMemoryBytes()
                - heldBytes(size, parameters)
                - context.parallelism() * WORKER_BYTES);
    long rows = (long) size * RowMatrix.stride(dimension) * Float.BYTES;
    return rows > available / 2
        ? new BuildMemory(true, available)
        : new BuildMemory(false, available - rows);
  }

  /**
   * An estimate for one graph, never above what the parameters allow.
   *
   * @param size number of vectors
   * @param dimension of each
   */
  public static long estimateBytes(int size, int dimension, BuildParameters parameters) {
    int width = size < PROJECTED_SIZE ? dimension : Math.min(dimension, PROJECTED_DIMENSION);
    long perVector =
        nodeBytes(parameters) + (long) width * Float.BYTES + candidateBytes(size, parameters);
    return Math.min(parameters.buildMemoryBytes(), size * perVector);
  }

  /** One leaf holds the distances of all pairs, each of which is kept once. */
  private static long candidateBytes(int size, BuildParameters parameters) {
    return size <= parameters.wholeSize()
        ? size * Float.BYTES / 2 + (long) parameters.buildListSize() * Long.BYTES
        : (long) parameters.fanout() * (CANDIDATES_PER_LEAF + 1) * Long.BYTES;
  }

  /** What stays on the heap from beginning to end, whatever the parameters allow. */
  public static long heldBytes(int size, BuildParameters parameters) {
    return size * nodeBytes(parameters);
  }

  private static long nodeBytes(BuildParameters parameters) {
    return (parameters.maxDegree() + 1L) * Integer.BYTES + OTHER_BYTES;
  }
}
