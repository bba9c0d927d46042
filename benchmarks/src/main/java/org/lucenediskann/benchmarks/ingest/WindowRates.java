package org.lucenediskann.benchmarks.ingest;

import java.util.List;
import org.lucenediskann.benchmarks.index.IngestWindow;

/**
 * Rates of windows summed up, in documents per second.
 *
 * @param median of them
 * @param worst the slowest
 */
record WindowRates(double median, double worst) {
  /** Of {@code windows}, at least one. */
  static WindowRates of(List<IngestWindow> windows) {
    double[] rates = windows.stream().mapToDouble(IngestWindow::docsPerSecond).sorted().toArray();
    return new WindowRates(rates[rates.length / 2], rates[0]);
  }
}
