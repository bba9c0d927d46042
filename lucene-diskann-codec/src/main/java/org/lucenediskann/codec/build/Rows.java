package org.lucenediskann.codec.build;

import java.io.IOException;
import org.apache.lucene.util.IOUtils;
import org.lucenediskann.codec.graph.VectorRows;
import org.lucenediskann.codec.kernel.DistanceKernel;
import org.lucenediskann.codec.kernel.RowBlock;
import org.lucenediskann.codec.kernel.RowMatrix;

/**
 * The vectors in working memory, projected where that is worth it.
 *
 * @param values one row for each ordinal
 * @param hashes of the vectors before projection, by ordinal
 */
record Rows(WorkingRows values, int[] hashes) {

  private static final int UNIT = WorkingRows.BLOCK;

  /** Loads all rows. */
  static Rows load(VectorRows rows, BuildParameters parameters, BuildContext context)
      throws IOException {
    Projection projection = Projection.find(rows, parameters, context);
    int dimension = projection == null ? rows.dimension() : projection.width();
    BuildMemory memory = BuildMemory.plan(rows.size(), dimension, parameters, context);
    WorkingRows values =
        memory.rowsInFile()
            ? new FileRows(rows.size(), dimension, context.tempFiles())
            : new HeapRows(new RowMatrix(rows.size(), dimension));
    try {
      Rows loaded = new Rows(values, new int[rows.size()]);
      Units.run(
          context,
          "load vectors",
          (rows.size() + UNIT - 1) / UNIT,
          () -> loaded.loading(rows.copy(), projection, context.newKernel()));
      values.finish();
      return loaded;
    } catch (Throwable t) {
      IOUtils.closeWhileSuppressingExceptions(t, values);
      throw t;
    }
  }

  private Units.Worker loading(VectorRows source, Projection projection, DistanceKernel kernel) {
    RowBlock block = new RowBlock(values);
    Projection.Projector projector =
        projection == null ? null : projection.new Projector(kernel, block);
    RowBlock whole = projector == null ? block : projector.input();
    return unit -> {
      int from = unit * UNIT;
      int count = Math.min(values.size(), from + UNIT) - from;
      float[] array = whole.prepare(count);
      for (int i = 0; i < count; i++) {
        source.read(from + i, array, whole.offset(i));
        hashes[from + i] = hash(array, whole.offset(i), source.dimension());
      }
      if (projector != null) {
        projector.project();
      }
      block.updateNorms(kernel);
      values.put(from, block);
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
