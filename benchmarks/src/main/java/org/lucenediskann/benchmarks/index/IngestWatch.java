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

  /**
   * The windows put together to stretches of {@code docs} documents or a little more, but never
   * less than a window; what is left over at the end is in the last one.
   */
  public synchronized List<IngestWindow> stretches(int docs) {
    int windowsEach = Math.max(1, Math.ceilDiv(docs, WINDOW_DOCS));
    int count = Math.max(1, windows.size() / windowsEach);
    List<IngestWindow> stretches = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int to = i == count - 1 ? windows.size() : (i + 1) * windowsEach;
      stretches.add(stretch(i * windowsEach, to));
    }
    return stretches;
  }

  private IngestWindow stretch(int from, int to) {
    int before = from == 0 ? 0 : windows.get(from - 1).docs();
    double seconds = 0;
    int start = before;
    for (IngestWindow window : windows.subList(from, to)) {
      seconds += (window.docs() - start) / window.docsPerSecond();
      start = window.docs();
    }
    return new IngestWindow(start, (start - before) / seconds);
  }

  /** The longest that one thread was kept from adding, in seconds: as a rule, a flush. */
  public synchronized double longestPauseSeconds() {
    return longestAddNs / 1e9;
  }
}
