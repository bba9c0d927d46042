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

  /** 10 of 100,000: a walk scores 115 vectors unfiltered, 1,151 at 10 %, 11,513 at 1 %. */
  public void testTheRarerTheLongerTheWalk() {
    assertEquals(FilterPlan.GRAPH, FilterPlan.choose(true, 100_000, 100_000, 10));
    assertEquals(FilterPlan.GRAPH, FilterPlan.choose(true, 100_000, 10_000, 10));
    assertEquals(FilterPlan.EXACT, FilterPlan.choose(true, 100_000, 1_000, 10));
  }

  /** 10 of 20,000, 8 % accepted: the estimate is 1,230 vectors, walks on GloVe took 2,000. */
  public void testFilteredWalkTakesLongerThanEstimated() {
    assertEquals(FilterPlan.EXACT, FilterPlan.choose(true, 20_000, 1_600, 10));
    assertEquals(FilterPlan.GRAPH, FilterPlan.choose(true, 20_000, 2_000, 10));
  }
}
