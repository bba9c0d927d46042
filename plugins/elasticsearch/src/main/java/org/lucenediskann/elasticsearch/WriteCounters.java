package org.lucenediskann.elasticsearch;

import java.util.EnumMap;
import java.util.Map;
import org.lucenediskann.codec.WriteObserver;
import org.lucenediskann.codec.WrittenField;
import org.lucenediskann.codec.WrittenField.Occasion;

/** Counts what the indices of one node have written since it started. */
final class WriteCounters implements WriteObserver {

  private final Map<Occasion, WriteTotals> totals = new EnumMap<>(Occasion.class);

  WriteCounters() {
    for (Occasion occasion : Occasion.values()) {
      totals.put(occasion, WriteTotals.NONE);
    }
  }

  /** A segment takes far longer to write than a lock to get. */
  @Override
  public synchronized void written(WrittenField field) {
    totals.merge(field.occasion(), WriteTotals.of(field), WriteTotals::plus);
  }

  synchronized WriteTotals totals(Occasion occasion) {
    return totals.get(occasion);
  }
}
