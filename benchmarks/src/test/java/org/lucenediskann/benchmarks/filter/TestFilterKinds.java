package org.lucenediskann.benchmarks.filter;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.lucenediskann.benchmarks.data.ArrayVectors;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.data.Metric;

/** Rows lie on a line at 0, 1, 2 ...; queries at both of its ends. */
public class TestFilterKinds {
  private static final int ROWS = 100;

  @Rule public final TemporaryFolder temporary = new TemporaryFolder();

  private Path folder;

  @Before
  public void writeColumns() throws IOException {
    folder = temporary.getRoot().toPath();
    ByteBuffer classes = ByteBuffer.allocate(ROWS * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer values = ByteBuffer.allocate(ROWS * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int row = 0; row < ROWS; row++) {
      classes.putInt(row / 10);
      values.putInt(row % 10);
    }
    Files.write(folder.resolve("category.i32"), classes.array());
    Files.write(folder.resolve("textlen.i32"), values.array());
  }

  private static DataSet line() {
    float[][] rows = new float[ROWS][];
    for (int row = 0; row < ROWS; row++) {
      rows[row] = new float[] {row};
    }
    float[][] queries = {{0}, {ROWS}};
    return new DataSet(
        "line",
        Metric.EUCLIDEAN,
        new ArrayVectors(rows),
        new ArrayVectors(queries),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  private BitSet[] select(String name, int count) throws IOException {
    FilterKinds kinds = new FilterKinds(line(), folder, new int[] {0, ROWS - 1});
    return kinds.of(List.of(name)).getFirst().select(count);
  }

  @Test
  public void acceptsAsManyAsAsked() throws IOException {
    FilterKinds kinds = new FilterKinds(line(), folder, new int[] {0, ROWS - 1});
    List<FilterKind> all = kinds.of(null);
    assertEquals(
        List.of("random", "near", "far", "same:category", "other:category", "least:textlen"),
        all.stream().map(FilterKind::label).toList());
    for (FilterKind kind : all) {
      for (int count : new int[] {1, 37, ROWS}) {
        for (BitSet accepted : kind.select(count)) {
          assertEquals(kind.label(), count, accepted.cardinality());
        }
      }
    }
  }

  @Test
  public void nearAndFarDivideTheRows() throws IOException {
    BitSet[] near = select("near", 20);
    BitSet[] far = select("far", ROWS - 20);
    assertTrue("" + near[0], near[0].previousSetBit(ROWS) < ROWS / 2);
    assertTrue("" + near[1], near[1].nextSetBit(0) > ROWS / 2);
    far[0].flip(0, ROWS);
    assertEquals(near[0], far[0]);
  }

  @Test
  public void ownClassComesFirstOrLast() throws IOException {
    BitSet own = new BitSet();
    own.set(90, 100);
    assertEquals(own, select("same:category", 10)[1]);
    own.flip(0, ROWS);
    assertEquals(own, select("other:category", ROWS - 10)[1]);
  }

  @Test
  public void leastValuesComeFirst() throws IOException {
    BitSet least = select("least:textlen", 20)[0];
    assertTrue("" + least, least.stream().allMatch(row -> row % 10 < 2));
  }

  @Test
  public void unknownNamesAreMisuse() {
    assertThrows(DataException.class, () -> select("odd", 1));
    assertThrows(DataException.class, () -> select("same:odd", 1));
    assertThrows(DataException.class, () -> select("same", 1));
  }
}
