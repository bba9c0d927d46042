package org.lucenediskann.codec.build;

import java.io.IOException;
import org.lucenediskann.codec.graph.VectorRows;
import org.lucenediskann.codec.kernel.DistanceKernel;
import org.lucenediskann.codec.kernel.RowMatrix;

/**
 * The vectors in working memory, projected where that is worth it.
 *
 * @param matrix one row for each ordinal
 * @param hashes of the vectors before projection, by ordinal
 */
record Rows(RowMatrix matrix, int[] hashes) {

  private static final int UNIT = 1024;

  /** Loads all rows. */
  static Rows load(VectorRows rows, BuildParameters parameters, BuildContext context)
      throws IOException {
    Projection projection = Projection.find(rows, parameters, context);
    int dimension = projection == null ? rows.dimension() : projection.width();
    Rows loaded = new Rows(new RowMatrix(rows.size(), dimension), new int[rows.size()]);
    Units.run(
        context,
        "load vectors",
        (rows.size() + UNIT - 1) / UNIT,
        () -> {
          VectorRows source = rows.copy();
          DistanceKernel kernel = context.newKernel();
          return projection == null
              ? unit -> loaded.copy(source, unit * UNIT, kernel)
              : loaded.projecting(source, projection.new Projector(kernel), kernel);
        });
    return loaded;
  }

  private void copy(VectorRows source, int from, DistanceKernel kernel) throws IOException {
    int to = Math.min(matrix.size(), from + UNIT);
    for (int ord = from; ord < to; ord++) {
      source.read(ord, matrix.array(ord), matrix.offset(ord));
      hashes[ord] = hash(matrix.array(ord), matrix.offset(ord), source.dimension());
      matrix.updateNorm(ord, kernel);
    }
  }

  private Units.Worker projecting(
      VectorRows source, Projection.Projector projector, DistanceKernel kernel) {
    return unit -> {
      int from = unit * UNIT;
      int to = Math.min(matrix.size(), from + UNIT);
      float[] block = projector.rows(to - from);
      for (int ord = from; ord < to; ord++) {
        int offset = (ord - from) * projector.stride();
        source.read(ord, block, offset);
        hashes[ord] = hash(block, offset, source.dimension());
      }
      projector.project(matrix, from);
      for (int ord = from; ord < to; ord++) {
        matrix.updateNorm(ord, kernel);
      }
    };
  }

  /** Floats of few digits differ in their upper bits only, so these must come down each time. */
  static int hash(float[] array, int offset, int dimension) {
    int hash = 0;
    for (int i = offset; i < offset + dimension; i++) {
      hash = (hash ^ Float.floatToRawIntBits(array[i] + 0f)) * 0x9E3779B1; // -0 counts as 0
      hash ^= hash >>> 15;
    }
    return hash;
  }
}
