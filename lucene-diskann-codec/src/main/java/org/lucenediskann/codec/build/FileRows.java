package org.lucenediskann.codec.build;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.lucene.util.IOUtils;
import org.lucenediskann.codec.kernel.RowBlock;
import org.lucenediskann.codec.kernel.RowMatrix;

/** Rows in a temporary file, their norms in memory. */
final class FileRows implements WorkingRows {

  private final TempFiles files;
  private final TempFile file;
  private final int dimension;
  private final int stride;
  private final float[] norms;
  private final long[] starts; // of the blocks in the file
  private final TempFile.Reader reader; // of a copy

  FileRows(int size, int dimension, TempFiles files) throws IOException {
    this.files = files;
    this.file = files.create("rows");
    this.dimension = dimension;
    this.stride = RowMatrix.stride(dimension);
    this.norms = new float[size];
    this.starts = new long[(size + BLOCK - 1) / BLOCK];
    this.reader = null;
  }

  private FileRows(FileRows rows) throws IOException {
    this.files = rows.files;
    this.file = rows.file;
    this.dimension = rows.dimension;
    this.stride = rows.stride;
    this.norms = rows.norms;
    this.starts = rows.starts;
    this.reader = rows.file.newReader();
  }

  @Override
  public int size() {
    return norms.length;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public float norm(int row) {
    return norms[row];
  }

  @Override
  public void read(int row, float[] dest, int offset) throws IOException {
    long position = starts[row / BLOCK] + (long) (row % BLOCK) * stride * Float.BYTES;
    reader.readFloats(position, dest, offset, stride);
  }

  @Override
  public FileRows copy() throws IOException {
    return new FileRows(this);
  }

  @Override
  public void put(int first, RowBlock block) throws IOException {
    int bytes = block.count() * stride * Float.BYTES;
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(block.array(), 0, block.count() * stride);
    starts[first / BLOCK] = file.append(buffer.array(), bytes);
    for (int i = 0; i < block.count(); i++) {
      norms[first + i] = block.norm(i);
    }
  }

  @Override
  public void finish() throws IOException {
    file.finish();
  }

  @Override
  public FileRows permute(int[] order, BuildContext context) throws IOException {
    FileRows permuted = new FileRows(order.length, dimension, files);
    try {
      Units.run(context, "permute", starts.length, () -> permuting(order, permuted));
      permuted.finish();
      close();
      return permuted;
    } catch (Throwable t) {
      IOUtils.closeWhileSuppressingExceptions(t, permuted);
      throw t;
    }
  }

  private Units.Worker permuting(int[] order, FileRows permuted) throws IOException {
    FileRows source = copy();
    RowBlock block = new RowBlock(this);
    return unit -> {
      int from = unit * BLOCK;
      source.gather(order, from, Math.min(order.length, from + BLOCK), block);
      permuted.put(from, block);
    };
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
