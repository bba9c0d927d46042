package org.lucenediskann.benchmarks.fetch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.lucenediskann.benchmarks.progress.Progress;

/**
 * Vectors of a fixed sequence of texts, as far as they were made: a file that only grows. What is
 * there is not made again, also after an interruption.
 *
 * @param file bare rows of little-endian floats
 */
record EmbeddingCache(Path file, Embedder embedder) {
  private static final int BATCH = 64;

  private int rowBytes() {
    return embedder.dimension() * Float.BYTES;
  }

  /** Makes the vectors of all {@code texts}, which begin with those made before. */
  void fill(List<String> texts) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      int done = (int) Math.min(texts.size(), channel.size() / rowBytes());
      channel.position((long) done * rowBytes()); // over what is left of a torn row
      try (Progress progress = Progress.start("embedding texts", texts.size() - done)) {
        for (int from = done; from < texts.size(); from += BATCH) {
          List<String> batch = texts.subList(from, Math.min(texts.size(), from + BATCH));
          write(channel, embedder.embed(batch));
          progress.step(batch.size());
        }
      }
    }
  }

  private void write(FileChannel channel, List<float[]> vectors) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(vectors.size() * rowBytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (float[] vector : vectors) {
      for (float value : vector) {
        bytes.putFloat(value);
      }
    }
    bytes.flip();
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Copies rows {@code [from, to)} to a file of their own. */
  void copy(int from, int to, Path target) throws IOException {
    try (FileChannel in = FileChannel.open(file);
        FileChannel out =
            FileChannel.open(
                target,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
      long position = (long) from * rowBytes();
      long end = (long) to * rowBytes();
      while (position < end) {
        position += in.transferTo(position, end - position, out);
      }
    }
  }
}
