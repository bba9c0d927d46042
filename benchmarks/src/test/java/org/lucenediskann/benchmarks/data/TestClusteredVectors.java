package org.lucenediskann.benchmarks.data;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.Test;

public class TestClusteredVectors {
  @Test
  public void sameSeedSameRows() {
    ClusteredVectors some = ClusteredVectors.of(10, 4, 1);

    assertArrayEquals(some.row(7), ClusteredVectors.of(20, 4, 1).row(7), 0);
    assertArrayEquals(some.more(5).row(0), ClusteredVectors.of(20, 4, 1).row(10), 0);
    assertTrue(some.row(7)[0] != ClusteredVectors.of(10, 4, 2).row(7)[0]);
  }

  @Test
  public void rowsDiffer() {
    ClusteredVectors many = ClusteredVectors.of(2000, 8, 3);
    Set<String> rows = new HashSet<>();
    for (int i = 0; i < many.size(); i++) {
      rows.add(Arrays.toString(many.row(i)));
    }

    assertEquals(many.size(), rows.size());
  }
}
