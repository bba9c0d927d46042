package org.lucenediskann.opensearch.mapping;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;

import java.util.Map;
import org.junit.Test;
import org.lucenediskann.codec.Deferral;
import org.lucenediskann.codec.DiskAnnParameters;

/** What words of a mapping mean; TestErrors has those without a meaning. */
public class TestMethod {

  private static DiskAnnParameters parse(Map<String, Object> parameters) {
    return Method.parse(Map.of("name", "hnsw", "parameters", parameters), false).parameters();
  }

  @Test
  public void testDefaultsOfHnswAreOurDefaults() {
    assertEquals(DiskAnnParameters.defaults(), parse(Map.of("m", 16, "ef_construction", 100)));
    assertEquals(DiskAnnParameters.defaults(), parse(Map.of("m", 16)));
    assertEquals(DiskAnnParameters.defaults(), parse(Map.of()));
  }

  @Test
  public void testDoubleIsOurQuality() {
    assertEquals(DiskAnnParameters.quality(), parse(Map.of("m", 32, "ef_construction", 200)));
  }

  @Test
  public void testListHoldsTheNeighbors() {
    DiskAnnParameters parameters = parse(Map.of("m", 64, "ef_construction", 50));
    assertEquals(128, parameters.maxDegree());
    assertEquals(128, parameters.buildListSize());
    assertEquals(6, parameters.fanout());
  }

  @Test
  public void testBoundsOfHnswWords() {
    assertEquals(4, parse(Map.of("m", 2)).maxDegree());
    assertEquals(512, parse(Map.of("m", 256)).maxDegree());
    assertEquals(6, parse(Map.of("ef_construction", 2)).fanout());
    assertEquals(24, parse(Map.of("ef_construction", 4096)).fanout());
    assertEquals(2621, parse(Map.of("ef_construction", 4096)).buildListSize());
  }

  @Test
  public void testOurWords() {
    Map<String, Object> words =
        Map.of(
            "max_degree", 48,
            "build_list_size", 96,
            "alpha", 1.3,
            "fanout", 9,
            "leaf_size", 256,
            "leaf_neighbors", 7,
            "deferral", 5000);
    DiskAnnParameters wanted =
        DiskAnnParameters.defaults()
            .withMaxDegree(48)
            .withBuildListSize(96)
            .withAlpha(1.3f)
            .withFanout(9)
            .withLeafSize(256)
            .withLeafNeighbors(7)
            .withDeferral(Deferral.vectors(5000));
    assertEquals(wanted, parse(words));
    assertEquals(Deferral.never(), parse(Map.of("deferral", "never")).deferral());
    assertEquals(Deferral.auto(), parse(Map.of("deferral", "auto")).deferral());
  }

  @Test
  public void testSpaceTypeOfMethod() {
    Map<String, Object> body = Map.of("name", "diskann", "space_type", "innerproduct");
    assertEquals(SpaceType.INNERPRODUCT, Method.parse(body, false).spaceType());
    assertNull(Method.parse(Map.of("name", "diskann"), false).spaceType());
  }

  @Test
  public void testWithoutCompressionNothingChanges() {
    DiskAnnParameters parameters = DiskAnnParameters.quality();
    for (DataType type : DataType.values()) {
      assertSame(parameters, Compression.apply(null, null, type, parameters));
      assertSame(parameters, Compression.apply("in_memory", null, type, parameters));
      assertSame(parameters, Compression.apply("on_disk", "1x", type, parameters));
    }
  }

  private static int bits(String mode, String level) {
    DiskAnnParameters quality = DiskAnnParameters.quality();
    DiskAnnParameters parameters = Compression.apply(mode, level, DataType.FLOAT, quality);
    assertEquals(quality, parameters.withBits(DiskAnnParameters.FULL_PRECISION));
    return parameters.bits();
  }

  @Test
  public void testBitsOfLevels() {
    assertEquals(8, bits(null, "4x"));
    assertEquals(4, bits(null, "8x"));
    assertEquals(2, bits("in_memory", "16x"));
    assertEquals(1, bits("on_disk", "32x"));
    assertEquals(1, bits("on_disk", null));
  }

  @Test
  public void testScoresOfDistances() {
    assertEquals(.2f, SpaceType.L2.scoreOf(4), 1e-6);
    assertEquals(.75f, SpaceType.COSINESIMIL.scoreOf(.5f), 1e-6);
    assertEquals(.25f, SpaceType.INNERPRODUCT.scoreOf(3), 1e-6);
    assertEquals(4f, SpaceType.INNERPRODUCT.scoreOf(-3), 1e-6);
  }
}
