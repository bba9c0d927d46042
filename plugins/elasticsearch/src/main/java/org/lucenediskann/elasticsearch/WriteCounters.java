package org.lucenediskann.elasticsearch;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.lucenediskann.codec.WriteObserver;
import org.lucenediskann.codec.WrittenField;
import org.lucenediskann.codec.WrittenField.Occasion;

/** Counts what the indices of one node have written since it started. */
final class WriteCounters implements WriteObserver {

  private final Map<Occasion, WriteTotals> totals = new EnumMap<>(Occasion.class);
  private final Map<String, Long> elsewhere = new TreeMap<>();

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

  /** A field of a segment is left to Elasticsearch, for what its mapping says. */
  synchronized void leftTo(String type) {
    elsewhere.merge(type, 1L, Long::sum);
  }

  /** Fields of segments left to Elasticsearch, by type. */
  synchronized Map<String, Long> elsewhere() {
    return new TreeMap<>(elsewhere);
  }

  synchronized WriteTotals totals(Occasion occasion) {
    return totals.get(occasion);
  }
}
