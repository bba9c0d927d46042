package org.lucenediskann.opensearch.mapping;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.lucene.index.VectorSimilarityFunction;

/** How vectors are compared, in k-NN's words and with k-NN's scores. */
public enum SpaceType {
  /** Squared Euclidean distance {@code d}; score {@code 1 / (1 + d)}. */
  L2(VectorSimilarityFunction.EUCLIDEAN) {
    @Override
    public float scoreOf(float distance) {
      return 1 / (1 + distance);
    }
  },

  /** {@code d = 1 - cosine}; score {@code (2 - d) / 2}. No zero vectors. */
  COSINESIMIL(VectorSimilarityFunction.COSINE) {
    @Override
    public float scoreOf(float distance) {
      return (2 - distance) / 2;
    }

    @Override
    void checkDirection(String what, float[] vector) {
      for (float component : vector) {
        if (component != 0) {
          return;
        }
      }
      throw new IllegalArgumentException(what + " is a zero vector, which has no cosine");
    }
  },

  /** {@code d = -product}; score {@code 1 / (1 + d)} for {@code d >= 0}, else {@code 1 - d}. */
  INNERPRODUCT(VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT) {
    @Override
    public float scoreOf(float distance) {
      return distance >= 0 ? 1 / (1 + distance) : 1 - distance;
    }
  };

  private final VectorSimilarityFunction similarity;

  SpaceType(VectorSimilarityFunction similarity) {
    this.similarity = similarity;
  }

  /**
   * The space of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static SpaceType of(String name) {
    for (SpaceType space : values()) {
      if (space.word().equals(name)) {
        return space;
      }
    }
    String known = Arrays.stream(values()).map(SpaceType::word).collect(Collectors.joining(", "));
    throw new IllegalArgumentException(
        "space_type must be one of [" + known + "]; space_type=" + name);
  }

  /** Its name in a mapping. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return word();
  }

  /** What Lucene calls it. */
  public VectorSimilarityFunction similarity() {
    return similarity;
  }

  /** The score of vectors at a distance, both as k-NN defines them. */
  public abstract float scoreOf(float distance);

  /**
   * Checks that a vector can be compared.
   *
   * @param what names it in the message
   * @throws IllegalArgumentException if it has no direction, and this space needs one
   */
  void checkDirection(String what, float[] vector) {}
}
