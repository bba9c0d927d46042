package org.lucenediskann.codec.build;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.lucenediskann.codec.build.Candidates.Chunk;

/**
 * Gives the logs of candidates their chunks while there is memory for more. After that a full chunk
 * goes to a file and is used again.
 */
final class ChunkPool implements Closeable {

  private static final int CHUNK_BYTES = Candidates.CHUNK * Long.BYTES;

  /** A chunk in the file. */
  private record Spilled(long start, int length) {}

  private final TempFiles files; // null = memory is not bounded
  private final AtomicLong left; // chunks that may still be made
  private final List<List<Spilled>> spilled = new ArrayList<>(); // by range; guarded by each
  private TempFile file; // null until it is needed

  /**
   * Creates a pool.
   *
   * @param maxBytes of all chunks, apart from one for each sink and range
   * @param files where chunks go when that is used up; null = never
   */
  ChunkPool(long maxBytes, TempFiles files) {
    this.left = new AtomicLong(maxBytes / CHUNK_BYTES);
    this.files = files;
  }

  /** Expects chunks of so many ranges. */
  void setRangeCount(int count) {
    for (int i = 0; i < count; i++) {
      spilled.add(new ArrayList<>());
    }
  }

  /**
   * Gives an empty chunk for a range.
   *
   * @param full the range's chunk until now, null if it had none; it may be the same again
   */
  Chunk next(int range, Chunk full) throws IOException {
    if (full == null || left.decrementAndGet() >= 0 || files == null) {
      return new Chunk();
    }
    spill(range, full);
    full.length = 0;
    return full;
  }

  private void spill(int range, Chunk chunk) throws IOException {
    int bytes = chunk.length * Long.BYTES;
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asLongBuffer().put(chunk.values, 0, chunk.length);
    Spilled piece = new Spilled(file().append(buffer.array(), bytes), chunk.length);
    List<Spilled> pieces = spilled.get(range);
    synchronized (pieces) {
      pieces.add(piece);
    }
  }

  private synchronized TempFile file() throws IOException {
    if (file == null) {
      file = files.create("candidates");
    }
    return file;
  }

  /** Ends writing. */
  void finish() throws IOException {
    if (file != null) {
      file.finish();
    }
  }

  /** Whether anything went to a file. */
  boolean hasSpilled() {
    return file != null;
  }

  Reader newReader() throws IOException {
    return new Reader();
  }

  /** Reads the chunks in the file; serves one thread. */
  final class Reader {

    private final TempFile.Reader input;
    private final Chunk chunk = new Chunk();

    private Reader() throws IOException {
      input = file == null ? null : file.newReader();
    }

    void forEach(int range, Consumer<Chunk> consumer) throws IOException {
      for (Spilled piece : spilled.get(range)) {
        input.readLongs(piece.start, chunk.values, 0, piece.length);
        chunk.length = piece.length;
        consumer.accept(chunk);
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
