package org.lucenediskann.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.lucenediskann.benchmarks.data.DataException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Entry point of {@code benchmarks/run fetch-data}. */
@Command(
    name = "benchmarks/run fetch-data",
    description = "Makes a data set of published texts and a published model, for --data.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class Main implements Callable<Integer> {
  private static final int MISUSE = 2;

  @Option(
      names = "--set",
      defaultValue = "wordnet-minilm",
      description = "which: wordnet-minilm, glove-words")
  private String set;

  @Option(names = "--size", defaultValue = "20000", description = "vectors to index")
  private int size;

  @Option(names = "--queries", defaultValue = "500", description = "vectors to look for")
  private int queries;

  @Option(
      names = "--cache",
      defaultValue = "${env:XDG_CACHE_HOME:-${sys:user.home}/.cache}/lucene-diskann",
      description = "folder of all sets, and of vectors made so far")
  private Path cache;

  private Main() {}

  /** Makes a set; exits with 0, with 2 after misuse, with 1 after a failure. */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new Main())
            .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure))
            .execute(args));
  }

  private static int explain(Exception failure) throws Exception {
    if (failure instanceof DataException) {
      System.err.println("error: " + failure.getMessage());
      return MISUSE;
    }
    throw failure;
  }

  @Override
  public Integer call() throws IOException {
    KnownSet known = KnownSet.named(set);
    System.out.println(known.open().write(Files.createDirectories(cache), size, queries));
    return 0;
  }
}
