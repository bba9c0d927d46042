package org.lucenediskann.benchmarks.knn;

import static org.junit.Assert.assertEquals;

import java.util.List;
import org.junit.Test;

/** Lines as this project's format says them. */
public class TestFlushPhases {
  @Test
  public void addsUpFlushesAlone() {
    List<String> lines =
        List.of(
            "flush segment=_0 field=vector: build graph over 5 vectors, dimension 2, threads 1",
            "flush segment=_0 field=vector: load: 1.5 ms, 2 dimensions kept, 3333 vectors/s",
            "flush segment=_0 field=vector: leaves: 50 % done",
            "flush segment=_1 field=vector: load: 2.0 ms, 2 dimensions kept, 2500 vectors/s",
            "flush segment=_0 field=vector: leaves: 1000.5 ms, 1 balls, 5 vectors/s",
            "flush segment=_0 field=vector: 5 vectors, 9 edges, built in 1002 ms (5 vectors/s),"
                + " written in 0 ms",
            "merge segment=_2 field=vector: load: 4.0 ms, 2 dimensions kept, 2500 vectors/s",
            "flush segment=_3 field=vector: 3 vectors, no graph");

    assertEquals("{load=3.5, leaves=1000.5}", "" + FlushPhases.milliseconds(lines));
  }
}
