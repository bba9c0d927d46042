package org.lucenediskann.benchmarks.index;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.util.InfoStream;

/** Keeps what this project's format says while it writes. Safe for many threads. */
public final class Explanation extends InfoStream {
  private static final String COMPONENT = "DISKANN";

  private final List<String> lines = new ArrayList<>();

  @Override
  public synchronized void message(String component, String message) {
    lines.add(message);
  }

  @Override
  public boolean isEnabled(String component) {
    return component.equals(COMPONENT);
  }

  /** Everything said since the last call. */
  public synchronized List<String> drain() {
    List<String> said = List.copyOf(lines);
    lines.clear();
    return said;
  }

  @Override
  public void close() {}
}
