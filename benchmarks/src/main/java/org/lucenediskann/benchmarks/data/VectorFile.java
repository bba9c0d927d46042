package org.lucenediskann.benchmarks.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A row-major matrix in a memory-mapped file: {@code .f32} and {@code .u8} hold bare rows, {@code
 * .fvecs} and {@code .bvecs} put the dimension (int32) before every row.
 */
final class VectorFile implements Vectors {
  private static final int CHUNK_BYTES = 1 << 29;

  private final ByteBuffer[] chunks; // each holds rowsPerChunk whole rows, the last one fewer
  private final int rowsPerChunk;
  private final int rowBytes;
  private final int headerBytes;
  private final Element element;
  private final int size;
  private final int dimension;

  private VectorFile(
      ByteBuffer[] chunks, int rowsPerChunk, int headerBytes, Element element, int size, int dim) {
    this.chunks = chunks;
    this.rowsPerChunk = rowsPerChunk;
    this.headerBytes = headerBytes;
    this.element = element;
    this.size = size;
    this.dimension = dim;
    this.rowBytes = headerBytes + dim * element.sizeBytes;
  }

  /** Opens a file of bare rows. */
  static VectorFile openRaw(Path file, Element element, int dim) throws IOException {
    return open(file, element, 0, dim);
  }

  /** Opens a file whose rows each begin with their dimension. */
  static VectorFile openVecs(Path file, Element element) throws IOException {
    return open(file, element, Integer.BYTES, firstInt(file));
  }

  private static VectorFile open(Path file, Element element, int headerBytes, int dim)
      throws IOException {
    if (dim < 1 || dim > 1 << 16) {
      throw new DataException(file + ": dimension " + dim + " is not in 1..65536");
    }
    int rowBytes = headerBytes + dim * element.sizeBytes;
    int size = rowCount(file, rowBytes);
    int rowsPerChunk = Math.max(1, CHUNK_BYTES / rowBytes);
    ByteBuffer[] chunks = map(file, size, rowsPerChunk, rowBytes);
    VectorFile vectors = new VectorFile(chunks, rowsPerChunk, headerBytes, element, size, dim);
    vectors.checkHeaders(file);
    return vectors;
  }

  private static int rowCount(Path file, int rowBytes) throws IOException {
    long length = Files.size(file);
    if (length == 0 || length % rowBytes != 0) {
      throw DataException.of(
          "%s is truncated: %,d bytes is not a whole number of %,d-byte rows",
          file, length, rowBytes);
    }
    return Math.toIntExact(length / rowBytes);
  }

  private static ByteBuffer[] map(Path file, int size, int rowsPerChunk, int rowBytes)
      throws IOException {
    ByteBuffer[] chunks = new ByteBuffer[Math.ceilDiv(size, rowsPerChunk)];
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      for (int i = 0; i < chunks.length; i++) {
        long from = (long) i * rowsPerChunk;
        long rows = Math.min(rowsPerChunk, size - from);
        chunks[i] =
            channel
                .map(MapMode.READ_ONLY, from * rowBytes, rows * rowBytes)
                .order(ByteOrder.LITTLE_ENDIAN);
      }
    }
    return chunks;
  }

  private void checkHeaders(Path file) {
    for (int row = 0; headerBytes > 0 && row < size; row++) {
      int declared = chunks[row / rowsPerChunk].getInt(row % rowsPerChunk * rowBytes);
      if (declared != dimension) {
        throw new DataException(
            file + ": row " + row + " declares dimension " + declared + ", row 0 " + dimension);
      }
    }
  }

  private static int firstInt(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer head = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      if (channel.read(head) < Integer.BYTES) {
        throw new DataException(file + " is truncated: no dimension at its start");
      }
      return head.getInt(0);
    }
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public void read(int row, float[] target) {
    int offset = row % rowsPerChunk * rowBytes + headerBytes;
    element.read(chunks[row / rowsPerChunk], offset, target, dimension);
  }
}
