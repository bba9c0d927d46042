package org.lucenediskann.elasticsearch;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.util.Map;
import org.elasticsearch.common.Strings;
import org.elasticsearch.common.io.stream.BytesStreamOutput;
import org.junit.Test;
import org.lucenediskann.codec.WrittenField;
import org.lucenediskann.codec.WrittenField.Occasion;

public class TestWriteCounters {

  private static WrittenField field(Occasion occasion, int vectors, String plan) {
    boolean deferred = plan.equals("none");
    return new WrittenField(
        occasion, "_0", "vec", vectors, 8, deferred, plan, deferred ? 0 : 99, 1, 2_000_000);
  }

  private static WriteCounters counters() {
    WriteCounters counters = new WriteCounters();
    counters.written(field(Occasion.FLUSH, 10, "none"));
    counters.written(field(Occasion.FLUSH, 700, "rebuild"));
    counters.written(field(Occasion.MERGE, 710, "leaf merge"));
    counters.written(field(Occasion.MERGE, 720, "leaf merge"));
    counters.written(field(Occasion.MERGE, 730, "insert"));
    return counters;
  }

  @Test
  public void testSums() {
    WriteCounters counters = counters();
    assertEquals(
        new WriteTotals(2, 1, 710, 4_000_000, Map.of("rebuild", 1L)),
        counters.totals(Occasion.FLUSH));
    assertEquals(
        new WriteTotals(3, 0, 2160, 6_000_000, Map.of("insert", 1L, "leaf_merge", 2L)),
        counters.totals(Occasion.MERGE));
  }

  @Test
  public void testNothingWritten() {
    assertEquals(WriteTotals.NONE, new WriteCounters().totals(Occasion.MERGE));
  }

  @Test
  public void testElsewhere() {
    WriteCounters counters = new WriteCounters();
    counters.leftTo("flat");
    counters.leftTo("bbq_hnsw");
    counters.leftTo("flat");
    assertEquals(Map.of("bbq_hnsw", 1L, "flat", 2L), counters.elsewhere());
  }

  @Test
  public void testJson() {
    assertEquals(
        "{\"fields\":3,\"deferred\":0,\"vectors\":2160,\"graph_ms\":6,"
            + "\"plans\":{\"insert\":1,\"leaf_merge\":2}}",
        Strings.toString(counters().totals(Occasion.MERGE)));
  }

  @Test
  public void testBetweenNodes() throws IOException {
    WriteTotals totals = counters().totals(Occasion.MERGE);
    try (BytesStreamOutput out = new BytesStreamOutput()) {
      totals.writeTo(out);
      assertEquals(totals, WriteTotals.readFrom(out.bytes().streamInput()));
    }
  }
}
