package org.lucenediskann.elasticsearch;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import org.junit.Test;
import org.lucenediskann.codec.Deferral;
import org.lucenediskann.codec.DiskAnnParameters;

public class TestGraphOptions {

  private static DiskAnnParameters parameters(int m, int efConstruction) {
    return new GraphOptions(m, efConstruction, -1).parameters(512);
  }

  @Test
  public void testDefaultsAreDefaults() {
    assertEquals(DiskAnnParameters.defaults(), parameters(16, 100));
  }

  @Test
  public void testQuality() {
    assertEquals(DiskAnnParameters.quality(), parameters(32, 200));
  }

  @Test
  public void testListIsNoShorterThanDegree() {
    DiskAnnParameters wide = parameters(64, 100);
    assertEquals(128, wide.maxDegree());
    assertEquals(128, wide.buildListSize());
    assertEquals(12, wide.fanout());
  }

  @Test
  public void testExtremes() {
    DiskAnnParameters least = parameters(1, 1);
    assertEquals(4, least.maxDegree());
    assertEquals(4, least.buildListSize());
    assertEquals(6, least.fanout());
    DiskAnnParameters most = parameters(512, 3200);
    assertEquals(512, most.maxDegree());
    assertEquals(2048, most.buildListSize());
    assertEquals(24, most.fanout());
  }

  @Test
  public void testOutOfRange() {
    assertMessage("m must be in [1, 512]; m=0", 0, 100);
    assertMessage("m must be in [1, 512]; m=513", 513, 100);
    assertMessage("ef_construction must be in [1, 3200]; ef_construction=0", 16, 0);
    assertMessage("ef_construction must be in [1, 3200]; ef_construction=3201", 16, 3201);
  }

  private static void assertMessage(String message, int m, int efConstruction) {
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> new GraphOptions(m, efConstruction, -1));
    assertEquals(message, e.getMessage());
  }

  @Test
  public void testThresholdIsDeferral() {
    assertEquals(Deferral.auto(), new GraphOptions(16, 100, -1).parameters(512).deferral());
    assertEquals(Deferral.never(), new GraphOptions(16, 100, 0).parameters(512).deferral());
    assertEquals(
        Deferral.vectors(5000), new GraphOptions(16, 100, 5000).parameters(512).deferral());
  }

  @Test
  public void testBuildMemory() {
    assertEquals(77, new GraphOptions(16, 100, -1).parameters(77).buildMemoryMB());
    assertEquals(77, new GraphOptions(16, 100, -1).parameters(77).mergeMemoryMB());
  }
}
