package org.lucenediskann.benchmarks;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.lucenediskann.benchmarks.churn.ChurnCommand;
import org.lucenediskann.benchmarks.compare.CompareCommand;
import org.lucenediskann.benchmarks.concurrent.ConcurrentCommand;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.demo.DemoCommand;
import org.lucenediskann.benchmarks.engines.EnginesCommand;
import org.lucenediskann.benchmarks.filter.FilterCommand;
import org.lucenediskann.benchmarks.flush.FlushCommand;
import org.lucenediskann.benchmarks.ingest.IngestCommand;
import org.lucenediskann.benchmarks.knn.KnnCommand;
import org.lucenediskann.benchmarks.lowmem.LowMemoryCommand;
import org.lucenediskann.benchmarks.merge.MergeCommand;
import org.lucenediskann.benchmarks.page.ReportCommand;
import org.lucenediskann.benchmarks.robust.RobustCommand;
import org.lucenediskann.benchmarks.scale.ScaleCommand;
import org.lucenediskann.benchmarks.words.MakeSliceCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** Entry point of {@code benchmarks/run}. */
@Command(
    name = "benchmarks/run",
    description = "Measures the DiskANN vectors format beside Lucene's own.",
    mixinStandardHelpOptions = true,
    footer = "And, as programs of their own: jmh [REGEX], fetch-data.",
    subcommands = {
      DemoCommand.class,
      KnnCommand.class,
      CompareCommand.class,
      IngestCommand.class,
      FlushCommand.class,
      ScaleCommand.class,
      MergeCommand.class,
      ChurnCommand.class,
      FilterCommand.class,
      LowMemoryCommand.class,
      RobustCommand.class,
      ConcurrentCommand.class,
      EnginesCommand.class,
      ReportCommand.class,
      MakeSliceCommand.class
    })
public final class Main {
  private static final int MISUSE = 2;

  private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

  private Main() {}

  /** Runs a command; exits with 0, with 2 after misuse or unusable data, with 1 after a failure. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Runs a command and returns its exit code. */
  static int run(String... args) {
    LUCENE.setLevel(Level.WARNING); // what the user should hear of; Lucene also tells what is well
    return new CommandLine(new Main())
        .setParameterExceptionHandler((misuse, rejected) -> explain(misuse))
        .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure))
        .execute(args);
  }

  private static int explain(ParameterException misuse) {
    System.err.println("error: " + oneLine(misuse.getMessage()));
    return MISUSE;
  }

  private static int explain(Exception failure) throws Exception {
    if (failure instanceof DataException) {
      System.err.println("error: " + oneLine(failure.getMessage()));
      return MISUSE;
    }
    throw failure;
  }

  private static String oneLine(String message) {
    return message.replaceAll("\\s*\\R\\s*", " ");
  }
}
