package org.lucenediskann.codec;

import java.util.AbstractList;
import java.util.List;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.RamUsageEstimator;
import org.lucenediskann.codec.graph.VectorRows;

/**
 * Copies of vectors, one behind the other in chunks of about 16 KB: neither an object for each
 * vector nor one large array that must be copied to grow.
 *
 * @param <T> {@code float[]} or {@code byte[]}
 */
final class VectorChunks<T> {

  private static final int CHUNK_BYTES = 1 << 14;
  private static final long SHALLOW_BYTES =
      RamUsageEstimator.shallowSizeOfInstance(VectorChunks.class);

  private final VectorEncoding encoding;
  private final int dimension;
  private final int perChunk; // vectors
  private Object[] chunks = {}; // of T, null where there is none yet
  private int chunkCount;
  private int size;

  VectorChunks(VectorEncoding encoding, int dimension) {
    this.encoding = encoding;
    this.dimension = dimension;
    this.perChunk = Math.max(1, CHUNK_BYTES / (dimension * encoding.byteSize));
  }

  /** Number of vectors. */
  int size() {
    return size;
  }

  /** Copies a vector to the end. */
  void add(T vector) {
    if (size == chunkCount * perChunk) {
      chunks = ArrayUtil.grow(chunks, chunkCount + 1);
      chunks[chunkCount++] = newArray(perChunk * dimension);
    }
    System.arraycopy(vector, 0, chunks[chunkCount - 1], offset(size), dimension);
    size++;
  }

  private Object newArray(int length) {
    return switch (encoding) {
      case FLOAT32 -> new float[length];
      case BYTE -> new byte[length];
      default -> throw new IllegalStateException("unsupported vector encoding " + encoding);
    };
  }

  private Object chunk(int ord) {
    return chunks[ord / perChunk];
  }

  private int offset(int ord) {
    return ord % perChunk * dimension;
  }

  /** The vectors so far; each element is copied when it is asked for. */
  List<T> asList() {
    return new AbstractList<>() {
      @Override
      public int size() {
        return size;
      }

      @Override
      @SuppressWarnings("unchecked") // only add() fills the chunks
      public T get(int ord) {
        Object copy = newArray(dimension);
        System.arraycopy(chunk(ord), offset(ord), copy, 0, dimension);
        return (T) copy;
      }
    };
  }

  /** The vectors so far, each element widened to a float where it is none. */
  VectorRows rows() {
    return new ChunkedRows(size);
  }

  private final class ChunkedRows implements VectorRows {

    private final int rowCount;

    ChunkedRows(int rowCount) {
      this.rowCount = rowCount;
    }

    @Override
    public int size() {
      return rowCount;
    }

    @Override
    public int dimension() {
      return dimension;
    }

    @Override
    public void read(int ord, float[] dest, int offset) {
      int from = offset(ord);
      if (chunk(ord) instanceof byte[] bytes) {
        for (int i = 0; i < dimension; i++) {
          dest[offset + i] = bytes[from + i];
        }
      } else {
        System.arraycopy(chunk(ord), from, dest, offset, dimension);
      }
    }

    /** Reading leaves no trace: itself. */
    @Override
    public VectorRows copy() {
      return this;
    }
  }

  /** The heap that all of this takes. */
  long ramBytesUsed() {
    long chunkBytes =
        RamUsageEstimator.alignObjectSize(
            RamUsageEstimator.NUM_BYTES_ARRAY_HEADER
                + (long) perChunk * dimension * encoding.byteSize);
    return SHALLOW_BYTES + RamUsageEstimator.shallowSizeOf(chunks) + chunkCount * chunkBytes;
  }
}
