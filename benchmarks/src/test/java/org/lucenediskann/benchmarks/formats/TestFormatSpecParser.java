package org.lucenediskann.benchmarks.formats;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.junit.Test;
import org.lucenediskann.codec.Deferral;
import org.lucenediskann.codec.DiskAnnParameters;
import org.lucenediskann.codec.DiskAnnSearchStrategy;
import org.lucenediskann.codec.DiskAnnVectorsFormat;

public class TestFormatSpecParser {
  @Test
  public void readsDefaults() {
    DiskAnnVectorsFormat format = (DiskAnnVectorsFormat) FormatSpecParser.parse("diskann").create();

    assertEquals(DiskAnnParameters.defaults(), format.parameters());
  }

  @Test
  public void startsFromThePreset() {
    for (FormatSpec spec : FormatSpecParser.parseList("diskann:quality,seed=7")) {
      assertEquals(
          DiskAnnParameters.quality().withSeed(7),
          ((DiskAnnVectorsFormat) spec.create()).parameters());
    }
    assertEquals(
        DiskAnnParameters.quality(),
        ((DiskAnnVectorsFormat) FormatSpecParser.parse("diskann:quality").create()).parameters());
  }

  @Test
  public void setsParametersByName() {
    FormatSpec spec =
        FormatSpecParser.parse("diskann:maxDegree=48,alpha=1.3,deferral=never,seed=7");

    DiskAnnParameters expected =
        DiskAnnParameters.defaults()
            .withMaxDegree(48)
            .withAlpha(1.3f)
            .withDeferral(Deferral.never())
            .withSeed(7);
    assertEquals(expected, ((DiskAnnVectorsFormat) spec.create()).parameters());
    assertEquals(48, spec.parameters().get("maxDegree"));
    assertEquals(1.3f, spec.parameters().get("alpha"));
    assertEquals("never", spec.parameters().get("deferral"));
  }

  @Test
  public void readsDeferralByNumberOfVectors() {
    FormatSpec spec = FormatSpecParser.parse("diskann:deferral=100000");

    assertEquals(
        Deferral.vectors(100_000), ((DiskAnnVectorsFormat) spec.create()).parameters().deferral());
  }

  /** Along codes the list size goes beside k, so that not all of the list is reranked. */
  @Test
  public void searchesAlongCodesForTheHitsWanted() {
    for (FormatSpec spec : FormatSpecParser.parseList("diskann,hnsw:16:100,hnswsq:4:16:100")) {
      assertEquals(80, spec.collector(10, 80).k());
    }
    FormatSpec coded = FormatSpecParser.parse("diskann:bits=4,oversample=5");
    assertEquals(10, coded.collector(10, 80).k());
    assertEquals(
        DiskAnnSearchStrategy.defaults().withSearchListSize(80),
        coded.collector(10, 80).getSearchStrategy());
    assertEquals(4, coded.parameters().get("bits"));
    assertEquals(5f, coded.parameters().get("oversample"));
  }

  @Test
  public void splitsListsOnlyBetweenSpecs() {
    List<FormatSpec> specs =
        FormatSpecParser.parseList(
            "diskann,diskann:maxDegree=16,alpha=1.1,hnsw:16:100,hnswsq:7:8:50");

    assertEquals(
        List.of("diskann", "diskann:maxDegree=16,alpha=1.1", "hnsw:16:100", "hnswsq:7:8:50"),
        specs.stream().map(FormatSpec::label).toList());
    assertTrue(specs.get(2).create() instanceof Lucene99HnswVectorsFormat);
    assertTrue(specs.get(3).create() instanceof Lucene104HnswScalarQuantizedVectorsFormat);
    assertEquals(7, specs.get(3).parameters().get("bits"));
  }

  @Test
  public void saysWhatIsWrong() {
    assertRejected("faiss", "known: diskann[:name=value,...], hnsw:M:beam, hnswsq:bits:M:beam");
    assertRejected("hnsw:16", "not of the form hnsw:M:beam");
    assertRejected("hnsw:16:many", "not of the form hnsw:M:beam");
    assertRejected("hnsw:0:100", "maxConn");
    assertRejected("hnswsq:3:16:100", "3 bits");
    assertRejected("diskann:maxdegree=4", "unknown parameter 'maxdegree'; known: maxDegree, ");
    assertRejected("diskann:alpha", "'alpha' is not of the form name=value");
    assertRejected("diskann:alpha=wide", "alpha=wide is not a float");
    assertRejected("diskann:alpha=0.5", "alpha must be");
    assertRejected("diskann:bits=3", "bits=3");
    assertRejected("diskann:deferral=0", "vectors=0");
    assertRejected("", "unknown");
  }

  private static void assertRejected(String spec, String message) {
    IllegalArgumentException rejected =
        assertThrows(IllegalArgumentException.class, () -> FormatSpecParser.parseList(spec));
    assertTrue(rejected.getMessage(), rejected.getMessage().contains(message));
  }
}
