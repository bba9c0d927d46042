package org.lucenediskann.opensearch.stats;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.lucenediskann.codec.WriteObserver;
import org.lucenediskann.codec.WrittenField;

/** Counts what one node writes. */
public final class WriteCounters implements WriteObserver {

  private final Counter flushes = new Counter();
  private final Counter merges = new Counter();

  @Override
  public void written(WrittenField field) {
    switch (field.occasion()) {
      case FLUSH -> flushes.add(field);
      case MERGE -> merges.add(field);
    }
  }

  WriteFigures flushes() {
    return flushes.figures();
  }

  WriteFigures merges() {
    return merges.figures();
  }

  private static final class Counter {
    private final LongAdder written = new LongAdder();
    private final LongAdder vectors = new LongAdder();
    private final LongAdder deferred = new LongAdder();
    private final LongAdder elapsedNs = new LongAdder();
    private final Map<String, LongAdder> plans = new ConcurrentHashMap<>();

    void add(WrittenField field) {
      written.increment();
      vectors.add(field.vectors());
      elapsedNs.add(field.elapsedNs());
      if (field.deferred() && field.vectors() > 0) {
        deferred.increment();
      }
      plans.computeIfAbsent(field.plan().replace(' ', '_'), plan -> new LongAdder()).increment();
    }

    WriteFigures figures() {
      Map<String, Long> byPlan = new TreeMap<>();
      plans.forEach((plan, count) -> byPlan.put(plan, count.sum()));
      return new WriteFigures(
          written.sum(),
          vectors.sum(),
          deferred.sum(),
          TimeUnit.NANOSECONDS.toMillis(elapsedNs.sum()),
          byPlan);
    }
  }
}
