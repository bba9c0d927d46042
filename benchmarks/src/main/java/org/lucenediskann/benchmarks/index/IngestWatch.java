package org.lucenediskann.benchmarks.index;

import java.util.ArrayList;
import java.util.List;

/** Times windows of {@link #WINDOW_DOCS} added documents. Safe for many threads. */
public final class IngestWatch {
  static final int WINDOW_DOCS = 10_000;

  private final List<IngestWindow> windows = new ArrayList<>();
  private long windowStartNs = System.nanoTime();
  private int docs;
  private int windowDocs;
  private long longestAddNs;

  /** {@code count} documents, at most a window full, were added in {@code elapsedNs}. */
  synchronized void added(int count, long elapsedNs) {
    docs += count;
    windowDocs += count;
    longestAddNs = Math.max(longestAddNs, elapsedNs);
    if (windowDocs >= WINDOW_DOCS) {
      closeWindow();
    }
  }

  /** Everything is flushed: ends the last window if it holds anything. */
  public synchronized void finished() {
    if (windowDocs > 0) {
      closeWindow();
    }
  }

  private void closeWindow() {
    long now = System.nanoTime();
    windows.add(new IngestWindow(docs, windowDocs / ((now - windowStartNs) / 1e9)));
    windowStartNs = now;
    windowDocs = 0;
  }

  /** The windows so far. */
  public synchronized List<IngestWindow> windows() {
    return List.copyOf(windows);
  }

  /** The longest that one thread was kept from adding, in seconds: as a rule, a flush. */
  public synchronized double longestPauseSeconds() {
    return longestAddNs / 1e9;
  }
}
