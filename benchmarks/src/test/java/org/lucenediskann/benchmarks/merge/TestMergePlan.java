package org.lucenediskann.benchmarks.merge;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.Test;

public class TestMergePlan {
  @Test
  public void cutsInProportionAndKeepsOrder() {
    int[] rows = {9, 8, 7, 6, 5, 4, 3, 2, 1, 0};

    List<int[]> segments = MergePlan.cut(rows, new int[] {50, 30, 20});

    assertArrayEquals(new int[] {9, 8, 7, 6, 5}, segments.get(0));
    assertArrayEquals(new int[] {4, 3, 2}, segments.get(1));
    assertArrayEquals(new int[] {1, 0}, segments.get(2));
  }

  @Test
  public void leavesNoSegmentEmptyAndNoRowOut() {
    int[] rows = IntStream.range(0, 6).toArray();
    for (int[] shares :
        new int[][] {{1, 1000, 1}, {1000, 1, 1}, {1, 1, 1000}, {1, 1, 1, 1, 1, 1}}) {
      List<int[]> segments = MergePlan.cut(rows, shares);

      assertEquals(shares.length, segments.size());
      assertEquals(0, segments.stream().filter(segment -> segment.length == 0).count());
      assertArrayEquals(rows, segments.stream().flatMapToInt(Arrays::stream).toArray());
    }
  }

  @Test
  public void choosesDifferentRowsAndLeavesTheOthers() {
    int[] rows = IntStream.range(0, 100).map(i -> 99 - i).toArray();

    int[] chosen = MergePlan.choose(rows, 40, 1);
    MergePlan plan =
        new MergePlan(MergePlan.cut(rows, new int[] {1, 1}), chosen, "given", 1, false);

    assertEquals(40, IntStream.of(chosen).distinct().count());
    assertEquals(60, plan.liveRows().length);
    assertEquals(100, plan.size());
    assertArrayEquals(
        rows,
        IntStream.concat(IntStream.of(chosen), IntStream.of(plan.liveRows()))
            .boxed()
            .sorted((a, b) -> b - a)
            .mapToInt(Integer::intValue)
            .toArray());
  }

  @Test
  public void limitsEverySegmentAlike() {
    int[] rows = IntStream.range(0, 1000).toArray();
    MergePlan plan =
        new MergePlan(MergePlan.cut(rows, new int[] {90, 9, 1}), new int[] {5}, "given", 1, false);

    List<int[]> parts = plan.limitedTo(50).segments();

    assertArrayEquals(IntStream.range(0, 45).toArray(), parts.get(0));
    assertEquals(5, parts.get(1).length); // 4.5
    assertArrayEquals(new int[] {990}, parts.get(2));
    assertEquals(1000, plan.limitedTo(5000).size());
  }
}
