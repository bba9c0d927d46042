package org.lucenediskann.benchmarks.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Writes small data folders of Gaussian vectors. */
public final class MadeUpData {
  private MadeUpData() {}

  /** Fills {@code dir} and returns it. */
  public static Path write(Path dir, int base, int queries, int dimension) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    Files.writeString(
        dir.resolve("meta.json"), "{\"dim\": " + dimension + ", \"metric\": \"euclidean\"}");
    Files.write(dir.resolve("base.f32"), matrix(random, base * dimension));
    Files.write(dir.resolve("query.f32"), matrix(random, queries * dimension));
    return dir;
  }

  private static byte[] matrix(SplittableRandom random, int values) {
    ByteBuffer bytes = ByteBuffer.allocate(values * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < values; i++) {
      bytes.putFloat((float) random.nextGaussian());
    }
    return bytes.array();
  }
}
