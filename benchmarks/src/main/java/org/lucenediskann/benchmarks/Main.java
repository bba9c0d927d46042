package org.lucenediskann.benchmarks;

import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.knn.KnnCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** Entry point of {@code benchmarks/run}. */
@Command(
    name = "benchmarks/run",
    description = "Measures the DiskANN vectors format beside Lucene's own.",
    mixinStandardHelpOptions = true,
    subcommands = {KnnCommand.class})
public final class Main {
  private static final int MISUSE = 2;

  private Main() {}

  /** Runs a command; exits with 0, with 2 after misuse or unusable data, with 1 after a failure. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Runs a command and returns its exit code. */
  static int run(String... args) {
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
