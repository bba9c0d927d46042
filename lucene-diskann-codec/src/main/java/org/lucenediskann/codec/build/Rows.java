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

  /** Four hashes that do not wait for each other, each of every fourth float. */
  static int hash(float[] array, int offset, int dimension) {
    long h0 = 0;
    long h1 = 1;
    long h2 = 2;
    long h3 = 3;
    int end = offset + dimension;
    int i = offset;
    for (; i + 4 <= end; i += 4) {
      h0 = mix(h0, bits(array[i]));
      h1 = mix(h1, bits(array[i + 1]));
      h2 = mix(h2, bits(array[i + 2]));
      h3 = mix(h3, bits(array[i + 3]));
    }
    for (; i < end; i++) {
      h0 = mix(h0, bits(array[i]));
    }
    return (int) mix(mix(mix(h0, h1), h2), h3);
  }

  private static int bits(float value) {
    return Float.floatToRawIntBits(value + 0f); // -0 counts as 0
  }

  /** Floats of few digits differ in their upper bits only, so these must come down each time. */
  private static long mix(long hash, long value) {
    long mixed = (hash ^ value) * 0x9E3779B97F4A7C15L;
    return mixed ^ mixed >>> 32;
  }
}
