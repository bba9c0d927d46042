package org.lucenediskann.benchmarks.churn;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.Test;

public class TestLiveRows {
  @Test
  public void replacesLiveRowsByOthers() {
    LiveRows live = new LiveRows(100, 60);
    for (int generation = 0; generation < 50; generation++) {
      BitSet before = live.set();
      LiveRows.Change change = live.replace(7, 5 + generation % 5);
      BitSet expected = (BitSet) before.clone();
      for (int row : change.deleted()) {
        assertTrue(expected.get(row));
        expected.clear(row);
      }
      for (int row : change.added()) {
        assertFalse(before.get(row));
        expected.set(row);
      }
      assertEquals(7, change.deleted().length);
      assertEquals(5 + generation % 5, change.added().length);
      assertEquals(expected, live.set());
      assertEquals(expected.cardinality(), live.count());
      assertEquals(100 - live.count(), live.others());
    }
  }

  @Test
  public void isTheSameEveryTime() {
    LiveRows one = new LiveRows(50, 20);
    LiveRows two = new LiveRows(50, 20);

    assertArrayEquals(one.replace(3, 3).added(), two.replace(3, 3).added());
    assertArrayEquals(one.rows(), two.rows());
    assertEquals(20, IntStream.of(one.rows()).distinct().count());
  }
}
