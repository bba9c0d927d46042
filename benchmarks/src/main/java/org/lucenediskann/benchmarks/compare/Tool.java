package org.lucenediskann.benchmarks.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A program of this machine that has run.
 *
 * @param succeeded whether it says so
 * @param said what it printed
 */
record Tool(boolean succeeded, String said) {
  /**
   * Runs it to its end.
   *
   * @throws PeerFailure if it is not there
   */
  static Tool run(List<String> command) throws PeerFailure {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Tool(process.waitFor() == 0, said);
    } catch (IOException e) {
      throw new PeerFailure("it needs " + command.getFirst() + ", which does not run here", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PeerFailure("interrupted", e);
    }
  }

  /** The first line that was printed with a match of {@code pattern}. */
  String line(String pattern) {
    Pattern wanted = Pattern.compile(pattern);
    return said.lines()
        .filter(line -> wanted.matcher(line).find())
        .findFirst()
        .orElse("it does not say why");
  }
}
