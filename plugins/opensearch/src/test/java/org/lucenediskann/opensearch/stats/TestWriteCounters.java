package org.lucenediskann.opensearch.stats;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.util.Map;
import org.junit.Test;
import org.lucenediskann.codec.WrittenField;
import org.lucenediskann.codec.WrittenField.Occasion;
import org.opensearch.common.io.stream.BytesStreamOutput;

public class TestWriteCounters {

  private static WrittenField written(Occasion occasion, int vectors, String plan, long millis) {
    boolean deferred = plan.equals("none");
    return new WrittenField(
        occasion, "_0", "v", vectors, 8, deferred, plan, deferred ? 0 : 99, 1, millis * 1_000_000);
  }

  @Test
  public void testFlushesAndMergesApart() {
    WriteCounters counters = new WriteCounters();
    counters.written(written(Occasion.FLUSH, 1000, "rebuild", 7));
    counters.written(written(Occasion.FLUSH, 10, "none", 1));
    counters.written(written(Occasion.MERGE, 1010, "leaf merge", 5));
    counters.written(written(Occasion.MERGE, 900, "leaf merge", 5));
    counters.written(written(Occasion.MERGE, 0, "none", 0));
    assertEquals(
        new WriteFigures(2, 1010, 1, 8, Map.of("rebuild", 1L, "none", 1L)), counters.flushes());
    assertEquals(
        new WriteFigures(3, 1910, 0, 10, Map.of("leaf_merge", 2L, "none", 1L)), counters.merges());
  }

  @Test
  public void testFiguresSentAndReadAgain() throws IOException {
    WriteFigures writes = new WriteFigures(1, 2, 3, 4, Map.of("insert", 5L));
    SegmentFigures segments =
        SegmentFigures.ofField(100, true, Map.of("vec", 400L, "graph", 50L))
            .plus(SegmentFigures.ofField(10, false, Map.of("vec", 40L)))
            .plus(SegmentFigures.ofField(0, false, Map.of("vec", 0L)));
    assertEquals(new SegmentFigures(2, 1, 110, 10, Map.of("vec", 440L, "graph", 50L)), segments);
    try (BytesStreamOutput out = new BytesStreamOutput()) {
      writes.writeTo(out);
      segments.writeTo(out);
      var in = out.bytes().streamInput();
      assertEquals(writes, WriteFigures.read(in));
      assertEquals(segments, SegmentFigures.read(in));
    }
  }
}
