package org.lucenediskann.benchmarks.lowmem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lucenediskann.benchmarks.data.ArrayVectors;
import org.lucenediskann.benchmarks.data.Vectors;

/** Queries on their way to the process that searches: raw, row-major. */
final class QueryFile {
  private QueryFile() {}

  static void write(Path file, Vectors queries) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(queries.size() * queries.dimension() * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    FloatBuffer floats = bytes.asFloatBuffer();
    for (int q = 0; q < queries.size(); q++) {
      floats.put(queries.row(q));
    }
    Files.write(file, bytes.array());
  }

  static Vectors open(Path file, int dimension) throws IOException {
    FloatBuffer floats =
        ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    float[][] rows = new float[floats.remaining() / dimension][dimension];
    for (float[] row : rows) {
      floats.get(row);
    }
    return new ArrayVectors(rows);
  }
}
