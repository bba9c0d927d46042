package org.lucenediskann.codec;

import org.apache.lucene.tests.util.LuceneTestCase;

public class TestDiskAnnParameters extends LuceneTestCase {

  public void testDefaults() {
    DiskAnnParameters defaults = DiskAnnParameters.defaults();
    assertEquals(32, defaults.maxDegree());
    assertEquals(Deferral.auto(), defaults.deferral());
    assertEquals(defaults, new DiskAnnVectorsFormat().parameters());
  }

  public void testQualityTakesMoreOfEverything() {
    DiskAnnParameters defaults = DiskAnnParameters.defaults();
    DiskAnnParameters quality = DiskAnnParameters.quality();
    assertTrue(quality.maxDegree() > defaults.maxDegree());
    assertTrue(quality.buildListSize() > defaults.buildListSize());
    assertTrue(quality.fanout() > defaults.fanout());
    assertEquals(defaults.deferral(), quality.deferral());
  }

  public void testWithersChangeOneValue() {
    DiskAnnParameters changed =
        DiskAnnParameters.defaults()
            .withMaxDegree(48)
            .withBuildListSize(96)
            .withAlpha(1.5f)
            .withFanout(5)
            .withLeafSize(300)
            .withLeafNeighbors(6)
            .withDeferral(Deferral.vectors(1000))
            .withBits(4)
            .withOversample(2.5f)
            .withBuildThreads(3)
            .withBuildMemoryMB(64)
            .withMergeMemoryMB(80)
            .withSeed(7);
    assertEquals(
        new DiskAnnParameters(
            48, 96, 1.5f, 5, 300, 6, Deferral.vectors(1000), 4, 2.5f, 3, 64, 80, 7),
        changed);
  }

  public void testToStringNamesEveryKnob() {
    String text =
        new DiskAnnParameters(
                48, 96, 1.5f, 5, 300, 6, Deferral.vectors(1000), 4, 2.5f, 3, 64, 80, 7)
            .toString();
    assertEquals(
        "DiskAnnParameters[maxDegree=48, buildListSize=96, alpha=1.5, fanout=5, leafSize=300,"
            + " leafNeighbors=6, deferral=vectors(1000), bits=4, oversample=2.5, buildThreads=3, buildMemoryMB=64, mergeMemoryMB=80, seed=7]",
        text);
    assertTrue(new DiskAnnVectorsFormat().toString().contains("deferral=auto"));
  }

  public void testRejectsWithTheValueInTheMessage() {
    DiskAnnParameters defaults = DiskAnnParameters.defaults();
    rejected("maxDegree=3", () -> defaults.withMaxDegree(3));
    rejected("maxDegree=513", () -> defaults.withMaxDegree(513));
    rejected("mergeMemoryMB=15", () -> defaults.withMergeMemoryMB(15));
    rejected("buildListSize=0", () -> defaults.withBuildListSize(0));
    rejected("buildListSize=4097", () -> defaults.withBuildListSize(4097));
    rejected("fanout=0", () -> defaults.withFanout(0));
    rejected("leafSize=31", () -> defaults.withLeafSize(31));
    rejected("leafNeighbors=257", () -> defaults.withLeafNeighbors(257));
    rejected("buildThreads=0", () -> defaults.withBuildThreads(0));
    rejected("buildMemoryMB=15", () -> defaults.withBuildMemoryMB(15));
    rejected("buildMemoryMB=1048577", () -> defaults.withBuildMemoryMB((1 << 20) + 1));
    rejected("bits=3", () -> defaults.withBits(3));
    rejected("bits=-1", () -> defaults.withBits(-1));
    rejected("bits=32", () -> defaults.withBits(32));
    rejected("oversample=0.5", () -> defaults.withOversample(0.5f));
    rejected("oversample=101.0", () -> defaults.withOversample(101));
    rejected("oversample=NaN", () -> defaults.withOversample(Float.NaN));
    rejected("alpha=0.99", () -> defaults.withAlpha(0.99f));
    rejected("alpha=NaN", () -> defaults.withAlpha(Float.NaN));
    rejected("alpha=Infinity", () -> defaults.withAlpha(Float.POSITIVE_INFINITY));
    rejected("vectors=0", () -> Deferral.vectors(0));
    expectThrows(NullPointerException.class, () -> defaults.withDeferral(null));
  }

  private static void rejected(String part, ThrowingRunnable attempt) {
    var e = expectThrows(IllegalArgumentException.class, attempt);
    assertTrue(e.getMessage(), e.getMessage().contains(part));
  }

  public void testDeferral() {
    assertFalse(Deferral.never().defers(1));
    assertTrue(Deferral.vectors(1000).defers(999));
    assertFalse(Deferral.vectors(1000).defers(1000));
    assertTrue(Deferral.auto().defers(1));
    assertTrue(Deferral.auto().defers(647));
    assertFalse(Deferral.auto().defers(648));
    assertFalse(Deferral.auto().defers(10_000_000));
  }
}
