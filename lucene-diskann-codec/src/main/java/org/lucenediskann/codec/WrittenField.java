package org.lucenediskann.codec;

/**
 * One field of a segment, written by a flush or a merge. Flight Recorder gets the same figures.
 *
 * @param occasion what wrote it
 * @param segment its name
 * @param field its name
 * @param vectors number of vectors, 0 if none was left alive
 * @param dimension of each
 * @param deferred whether the vectors are left without a graph
 * @param plan how the graph was made: {@code rebuild} from the vectors alone, {@code insert} into
 *     the largest of the merged graphs, {@code leaf merge} of their edges in a smaller build, or
 *     {@code none}
 * @param edges of the graph
 * @param threads how many may have built, the calling one among them
 * @param elapsedNs time that the graph took, nanoseconds, without that of the vectors
 */
public record WrittenField(
    Occasion occasion,
    String segment,
    String field,
    int vectors,
    int dimension,
    boolean deferred,
    String plan,
    long edges,
    int threads,
    long elapsedNs) {

  /** What writes segments. */
  public enum Occasion {
    /** From buffers. */
    FLUSH,
    /** From other segments. */
    MERGE
  }
}
