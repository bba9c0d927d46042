package org.lucenediskann.codec;

import org.apache.lucene.tests.util.LuceneTestCase;
import org.lucenediskann.codec.store.BuildRecord;

/** The note survives being written as text, and its absence means that nothing happened. */
public class TestGraphHistory extends LuceneTestCase {

  private static final BuildRecord RECORD = new BuildRecord(8, 1.2f, 4, 2f, "fanout=12, seed=42");

  public void testNothingHappened() {
    assertSame(RECORD, GraphHistory.note(RECORD, 0));
    assertEquals(0, GraphHistory.renewed(RECORD.parameters()), 0);
    assertEquals(0, GraphHistory.renewed(""), 0);
    assertEquals(0, GraphHistory.renewed("seed=1, renewed=some"), 0);
  }

  public void testIsRead() {
    for (double renewed : new double[] {0.0004, 0.25, 1, 12.5}) {
      BuildRecord noted = GraphHistory.note(RECORD, renewed);
      assertEquals(RECORD.maxDegree(), noted.maxDegree());
      assertEquals(RECORD.bits(), noted.bits());
      assertEquals(RECORD.oversample(), noted.oversample(), 0);
      assertTrue(noted.parameters().startsWith(RECORD.parameters()));
      assertEquals(renewed, GraphHistory.renewed(noted.parameters()), 1e-4);
    }
  }
}
