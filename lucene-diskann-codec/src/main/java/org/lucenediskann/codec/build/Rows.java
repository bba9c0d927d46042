package org.lucenediskann.codec.build;

import java.io.IOException;
import org.lucenediskann.codec.graph.VectorRows;
import org.lucenediskann.codec.kernel.DistanceKernel;
import org.lucenediskann.codec.kernel.RowMatrix;

/** Brings the vectors into working memory. */
final class Rows {

  private static final int UNIT = 1024;

  private Rows() {}

  /**
   * Loads {@code ords[i]} as row {@code i}.
   *
   * @return an {@code ords.length × rows.dimension()} matrix
   */
  static RowMatrix load(VectorRows rows, int[] ords, BuildContext context) throws IOException {
    RowMatrix matrix = new RowMatrix(ords.length, rows.dimension());
    int units = (ords.length + UNIT - 1) / UNIT;
    Units.run(
        context,
        "load vectors",
        units,
        () -> {
          VectorRows source = rows.copy();
          DistanceKernel kernel = context.newKernel();
          return unit -> loadUnit(source, ords, unit * UNIT, matrix, kernel);
        });
    return matrix;
  }

  private static void loadUnit(
      VectorRows source, int[] ords, int from, RowMatrix matrix, DistanceKernel kernel)
      throws IOException {
    int to = Math.min(ords.length, from + UNIT);
    for (int row = from; row < to; row++) {
      source.read(ords[row], matrix.array(row), matrix.offset(row));
      matrix.updateNorm(row, kernel);
    }
  }
}
