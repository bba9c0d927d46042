package org.lucenediskann.codec;

import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.lucenediskann.codec.search.SearchEffort;

public class TestDiskAnnSearchStrategy extends LuceneTestCase {

  private static final DiskAnnSearchStrategy DEFAULTS = DiskAnnSearchStrategy.defaults();

  public void testDefaultsLeaveEverythingToQueryAndSegment() {
    assertEquals(new SearchEffort(0, 2.5f, true), DEFAULTS.effort(2.5f));
    assertSame(DEFAULTS, DiskAnnSearchStrategy.of(null));
    assertSame(DEFAULTS, DiskAnnSearchStrategy.of(KnnSearchStrategy.Hnsw.DEFAULT));
  }

  public void testEveryValueCounts() {
    DiskAnnSearchStrategy asked =
        DEFAULTS.withSearchListSize(70).withOversample(3.5f).withRerank(false);
    assertEquals(new SearchEffort(70, 3.5f, false), asked.effort(2));
    assertEquals(
        "DiskAnnSearchStrategy[searchListSize=70, oversample=3.5, rerank=false]", asked.toString());
  }

  public void testFoundBehindSeeds() {
    DiskAnnSearchStrategy asked = DEFAULTS.withSearchListSize(70);
    KnnSearchStrategy seeded = new KnnSearchStrategy.Seeded(DocIdSetIterator.all(1), 1, asked);
    assertSame(asked, DiskAnnSearchStrategy.of(asked));
    assertSame(asked, DiskAnnSearchStrategy.of(seeded));
    assertSame(
        DEFAULTS,
        DiskAnnSearchStrategy.of(new KnnSearchStrategy.Seeded(DocIdSetIterator.all(1), 1, null)));
  }

  public void testEqualIfAllValuesAre() {
    DiskAnnSearchStrategy asked = DEFAULTS.withSearchListSize(70).withOversample(2);
    DiskAnnSearchStrategy same = DEFAULTS.withOversample(2).withSearchListSize(70);
    assertEquals(asked, same);
    assertEquals(asked.hashCode(), same.hashCode());
    assertNotEquals(asked, asked.withSearchListSize(71));
    assertNotEquals(asked, asked.withOversample(3));
    assertNotEquals(asked, asked.withRerank(false));
    assertNotEquals(asked, KnnSearchStrategy.Hnsw.DEFAULT);
  }

  public void testRejectsWithTheValueInTheMessage() {
    rejected("searchListSize=-1", () -> DEFAULTS.withSearchListSize(-1));
    rejected("oversample=0.5", () -> DEFAULTS.withOversample(0.5f));
    rejected("oversample=101.0", () -> DEFAULTS.withOversample(101));
    rejected("oversample=NaN", () -> DEFAULTS.withOversample(Float.NaN));
  }

  private static void rejected(String part, ThrowingRunnable attempt) {
    var e = expectThrows(IllegalArgumentException.class, attempt);
    assertTrue(e.getMessage(), e.getMessage().contains(part));
  }
}
