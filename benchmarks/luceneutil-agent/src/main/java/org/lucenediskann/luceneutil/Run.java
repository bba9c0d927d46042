package org.lucenediskann.luceneutil;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.util.Version;
import org.lucenediskann.benchmarks.index.TimedFormat;
import org.lucenediskann.benchmarks.index.WriteClock;
import org.lucenediskann.benchmarks.measure.Cost;
import org.lucenediskann.benchmarks.measure.Stopwatch;

/** One run of luceneutil: which codec it gets, and what is said of it. */
final class Run {
  private final FormatChoice choice;
  private final WriteClock clock = new WriteClock();
  private final Set<Path> written = new HashSet<>(); // and not reported since
  private boolean codecAsked;
  private boolean indexSeen;
  private Stopwatch phase;

  Run(FormatChoice choice) {
    this.choice = choice;
  }

  /** The codec to use in place of {@code stock}. */
  synchronized Codec codec(Codec stock, TesterCall call) {
    boolean first = !codecAsked;
    codecAsked = true;
    Object chosen = choice.create(call);
    if (first) {
      Agent.say("Lucene " + Version.LATEST + " writes vectors with " + chosen);
    }
    return chosen instanceof KnnVectorsFormat format
        ? RoutedCodec.of(stock, new TimedFormat(format, clock), this::written)
        : RoutedCodec.of((Codec) chosen, this::written);
  }

  private synchronized void written(Directory directory) {
    if (FilterDirectory.unwrap(directory) instanceof FSDirectory folder) {
      written.add(folder.getDirectory().toAbsolutePath());
    }
  }

  synchronized void begin() {
    phase = new Stopwatch();
  }

  synchronized void end(String name) {
    Cost cost = phase.elapsed();
    Agent.say(
        String.format(
            Locale.ROOT,
            "%s: %.2f s, CPU %.2f s and %.2f s of the JIT compiler",
            name,
            cost.wallSeconds(),
            Math.max(0, cost.cpuSeconds()),
            cost.compilerCpuSeconds()));
  }

  /** Tells what is in the index in {@code dir}; ends the JVM if another format wrote it. */
  synchronized void index(Path dir) {
    if (!indexSeen || written.contains(dir.toAbsolutePath())) {
      report(dir);
    }
  }

  private void report(Path dir) {
    try {
      IndexContents contents = IndexContents.read(dir);
      Agent.say(dir + ": " + contents);
      written.remove(dir.toAbsolutePath());
      indexSeen = true;
      if (!choice.wrote(contents)) {
        Agent.fail(
            dir
                + " was written earlier, and not with "
                + choice.argument()
                + ": luceneutil takes any index of the same -maxConn, -beamWidthIndex and data."
                + " Remove it, or pass -reindex");
      }
      if (!codecAsked) {
        Agent.say("an index of an earlier run, with the parameters of then");
      }
    } catch (IndexNotFoundException e) {
      Agent.say("no index in " + dir + " any more");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Prints statistics of graphs that luceneutil knows nothing of; false if it does. */
  synchronized boolean statistics(Path dir) {
    try {
      Collection<String> formats = IndexContents.read(dir).searchedFormats();
      if (formats.stream().allMatch(format -> format.matches("Lucene.*Hnsw.*"))) {
        return false;
      }
      GraphStatistics.print(dir);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The JVM is about to end. */
  synchronized void end() {
    written.stream().filter(Files::isDirectory).toList().forEach(this::report);
    if (!clock.flushes().isEmpty() || clock.merges() > 0) {
      sayWrites();
    }
    if (!codecAsked && !indexSeen) {
      System.err.println(
          "luceneutil-agent: error: knn.KnnGraphTester did not ask for a codec:"
              + " nothing ran with "
              + choice.argument());
    }
  }

  private void sayWrites() {
    Agent.say(
        String.format(
            Locale.ROOT,
            "%d flushes: CPU %.2f s; %d merges: CPU %.2f s (of the threads that asked for them)",
            clock.flushes().size(),
            clock.flushCpuSeconds(),
            clock.merges(),
            clock.mergeCpuSeconds()));
  }
}
