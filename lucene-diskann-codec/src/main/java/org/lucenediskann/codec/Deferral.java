package org.lucenediskann.codec;

/**
 * Which segments are written without a graph. Such a segment is searched exactly, which is the
 * cheaper way while it is small. Its vectors get a graph at the first merge whose result is not
 * deferred, or at a force merge, whatever the number asked for here: then only what is searched
 * faster without a graph, by {@link #auto()}, is left without one. (Lucene does not rewrite a
 * single segment without deletions for a force merge.)
 */
public sealed interface Deferral {

  /** {@return a policy by which every segment gets a graph} */
  static Deferral never() {
    return new Never();
  }

  /**
   * {@return a policy by which a segment gets a graph as soon as walking it is cheaper than scoring
   * every vector}
   */
  static Deferral auto() {
    return new Auto();
  }

  /**
   * {@return a policy by which segments with fewer vectors get no graph}
   *
   * @param vectors at least 1
   * @throws IllegalArgumentException if {@code vectors} is less than 1
   */
  static Deferral vectors(int vectors) {
    return new Vectors(vectors);
  }

  /**
   * {@return whether a segment is written without a graph}
   *
   * @param size number of vectors of the field in the segment
   */
  boolean defers(int size);

  /** See {@link Deferral#never()}. */
  record Never() implements Deferral {
    @Override
    public boolean defers(int size) {
      return false;
    }

    @Override
    public String toString() {
      return "never";
    }
  }

  /**
   * See {@link Deferral#auto()}. A walk with a search list of {@code L} nodes scores about {@code L
   * × ln(size)} vectors. For the list of 100 assumed here, that is all of them up to 647 vectors.
   */
  record Auto() implements Deferral {

    private static final int SEARCH_LIST_SIZE = 100;

    @Override
    public boolean defers(int size) {
      return size <= SEARCH_LIST_SIZE || size <= SEARCH_LIST_SIZE * Math.log(size);
    }

    @Override
    public String toString() {
      return "auto";
    }
  }

  /**
   * See {@link Deferral#vectors(int)}.
   *
   * @param vectors the smallest number of vectors that gets a graph
   */
  record Vectors(int vectors) implements Deferral {

    /** Checks the number. */
    public Vectors {
      if (vectors < 1) {
        throw new IllegalArgumentException("vectors must be at least 1; vectors=" + vectors);
      }
    }

    @Override
    public boolean defers(int size) {
      return size < vectors;
    }

    @Override
    public String toString() {
      return "vectors(" + vectors + ")";
    }
  }
}
