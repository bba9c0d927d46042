package org.lucenediskann.codec.search;

import org.apache.lucene.tests.util.LuceneTestCase;

public class TestFilterPlan extends LuceneTestCase {

  public void testNoGraph() {
    assertEquals(FilterPlan.EXACT, FilterPlan.choose(false, 1_000_000, 1_000_000, 10));
  }

  public void testAllHitsWanted() {
    assertEquals(FilterPlan.EXACT, FilterPlan.choose(true, 1000, 1000, 1000));
    assertEquals(FilterPlan.EXACT, FilterPlan.choose(true, 1000, 1000, Integer.MAX_VALUE));
    assertEquals(FilterPlan.EXACT, FilterPlan.choose(true, 1_000_000, 10, 10));
  }

  public void testNothingAccepted() {
    assertEquals(FilterPlan.EXACT, FilterPlan.choose(true, 1_000_000, 0, 1));
  }

  public void testTinySegment() {
    assertEquals(FilterPlan.EXACT, FilterPlan.choose(true, 1, 1, 1));
    assertEquals(FilterPlan.EXACT, FilterPlan.choose(true, 647, 647, 100));
    assertEquals(FilterPlan.GRAPH, FilterPlan.choose(true, 648, 648, 100));
  }

  /** What one block holds is scanned, also where a list of 1 would be shorter. */
  public void testOneBlock() {
    assertEquals(FilterPlan.EXACT, FilterPlan.choose(true, 64, 64, 1));
    assertEquals(FilterPlan.GRAPH, FilterPlan.choose(true, 65, 65, 1));
  }

  /** Without a filter a walk for 10 of 100,000 scores 115 vectors. */
  public void testUnfiltered() {
    assertEquals(FilterPlan.GRAPH, FilterPlan.choose(true, 100_000, 100_000, 10));
  }

  /** 10 of 100,000: at best a filtered walk takes 403 steps, each as dear as three of a scan. */
  public void testFilteredWalkHasToBeMuchShorter() {
    assertEquals(FilterPlan.EXACT, FilterPlan.choose(true, 100_000, 1_943, 10));
    assertEquals(FilterPlan.FILTERED, FilterPlan.choose(true, 100_000, 1_945, 10));
    assertEquals(FilterPlan.EXACT, FilterPlan.choose(true, 100_000, 1_945, 11));
  }

  /** Lists of nodes that are not accepted have to be read on the way. */
  public void testTheRarerTheLongerTheWalk() {
    assertTrue(FilterPlan.isWorthWalking(100_000, 3_000, 10, 10));
    assertFalse(FilterPlan.isWorthWalking(100_000, 3_000, 10, 20));
    assertTrue(FilterPlan.isWorthWalking(100_000, 10_000, 10, 20));
  }

  public void testSpent() {
    assertFalse(FilterPlan.isSpent(1_000, 3_000));
    assertTrue(FilterPlan.isSpent(1_001, 3_000));
  }
}
