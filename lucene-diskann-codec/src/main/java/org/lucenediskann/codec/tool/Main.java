package org.lucenediskann.codec.tool;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The command line: {@code inspect}, {@code verify}, {@code recall} or {@code rebuild} an index.
 * Reports go to standard output, progress and errors to standard error.
 */
public final class Main {

  /** All is well. */
  static final int SOUND = 0;

  /** Something is wrong with the index, or it could not be read or written. */
  static final int WRONG = 1;

  /** The call was wrong. */
  static final int USAGE = 2;

  private Main() {}

  /**
   * Runs one command and ends the JVM.
   *
   * @param args the command, the folder of an index, options; {@code --help} lists them
   */
  public static void main(String[] args) {
    System.exit(run(List.of(args), System.out, System.err));
  }

  /** Runs one command; returns the exit code. */
  static int run(List<String> args, PrintStream out, PrintStream err) {
    if (args.contains("--help")) {
      out.print(CommandLine.HELP);
      return SOUND;
    }
    try {
      return run(CommandLine.parse(args), out, err);
    } catch (UsageException e) {
      return fail(USAGE, e.getMessage(), err);
    } catch (IOException | UncheckedIOException e) {
      return fail(WRONG, Problem.message(e), err);
    } catch (NoClassDefFoundError e) {
      return fail(
          USAGE,
          "lucene-core must lie beside this jar or be on the class path: no " + name(e),
          err);
    }
  }

  private static String name(NoClassDefFoundError e) {
    return String.valueOf(e.getMessage()).replace('/', '.');
  }

  private static int run(CommandLine call, PrintStream out, PrintStream err) throws IOException {
    try (IndexFolder index = IndexFolder.open(call.folder())) {
      Report report = call.verb().command().run(index, call.options(), new Progress(err));
      out.println(call.json() ? Json.of(report.contents()) : PlainText.of(report.contents()));
      return report.sound() ? SOUND : WRONG;
    }
  }

  private static int fail(int exitCode, String message, PrintStream err) {
    err.println(message);
    return exitCode;
  }
}
