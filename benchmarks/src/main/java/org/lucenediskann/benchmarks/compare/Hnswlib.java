package org.lucenediskann.benchmarks.compare;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.data.Metric;
import org.lucenediskann.benchmarks.data.Vectors;
import org.lucenediskann.benchmarks.measure.BuildFolder;

/**
 * {@code hnswlib:M:efConstruction}, a C++ library that Debian has. It is compiled for this machine
 * where its headers are. It merges nothing: its index is made in one go.
 */
record Hnswlib(DataSet data, int[] rows, CompareSettings settings) {
  static final String PREFIX = "hnswlib:";

  /** What starts it, with all it reads put into {@code dir}, an empty folder. */
  List<String> command(String spec, Path dir) throws IOException, PeerFailure {
    Path program = compile();
    DataSet set = data.metric() == Metric.COSINE ? data.asUnitVectors() : data;
    writeVectors(dir.resolve("base.f32"), set.base(), rows);
    int[] queries = IntStream.range(0, set.queries().size()).toArray();
    writeVectors(dir.resolve("query.f32"), set.queries(), queries);
    writeInts(dir.resolve("rows.i32"), rows);
    String[] parts = spec.split(":", -1);
    return List.of(
        program.toString(),
        dir.toString(),
        Integer.toString(set.base().dimension()),
        data.metric() == Metric.EUCLIDEAN ? "l2" : "ip",
        parts[1],
        parts[2],
        Integer.toString(settings.threads()),
        Integer.toString(settings.k()));
  }

  private static Path compile() throws IOException, PeerFailure {
    Path target = BuildFolder.locate().toAbsolutePath();
    Path source = target.resolveSibling("peers").resolve("hnswlib").resolve("peer.cpp");
    Path program = Files.createDirectories(target.resolve("peers")).resolve("hnswlib");
    Tool gcc =
        Tool.run(
            List.of(
                "g++",
                "-O3",
                "-march=native",
                "-std=c++11",
                "-pthread",
                "-w",
                "-o",
                program.toString(),
                source.toString()));
    if (!gcc.succeeded()) {
      throw new PeerFailure(
          "it cannot be compiled here (Debian: g++, libhnswlib-dev): "
              + gcc.line("error").replaceFirst("^.*?error: ", ""));
    }
    return program;
  }

  private static void writeVectors(Path file, Vectors vectors, int[] order) throws IOException {
    float[] vector = new float[vectors.dimension()];
    ByteBuffer bytes = littleEndian(vector.length * Float.BYTES);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (int row : order) {
        vectors.read(row, vector);
        bytes.asFloatBuffer().put(vector);
        out.write(bytes.array());
      }
    }
  }

  private static void writeInts(Path file, int[] values) throws IOException {
    ByteBuffer bytes = littleEndian(values.length * Integer.BYTES);
    bytes.asIntBuffer().put(values);
    Files.write(file, bytes.array());
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
