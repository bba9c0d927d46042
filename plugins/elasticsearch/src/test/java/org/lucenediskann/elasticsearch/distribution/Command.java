package org.lucenediskann.elasticsearch.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs of the distribution and of the system. */
final class Command {

  private static final List<String> NOT_ROOT =
      List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

  private Command() {}

  /** A command as it is to be run by a user that Elasticsearch does not refuse. */
  static List<String> notAsRoot(String... command) {
    List<String> all = new ArrayList<>(isRoot() ? NOT_ROOT : List.of());
    all.addAll(List.of(command));
    return all;
  }

  /** Gives a folder and all in it to that user. */
  static void giveAway(Path folder) throws IOException, InterruptedException {
    if (isRoot()) {
      run(
          folder.resolveSibling(folder.getFileName() + "-chown.out"),
          List.of("chown", "-R", "65534:65534", folder.toString()));
    }
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  /** Prepares a command: with this JVM's JDK, and what it prints in a file. */
  static ProcessBuilder prepare(List<String> command, Path output) {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("ES_JAVA_HOME", System.getProperty("java.home"));
    builder.environment().remove("ES_JAVA_OPTS");
    return builder;
  }

  /** Runs a command to its end and expects success. */
  static void run(Path output, List<String> command) throws IOException, InterruptedException {
    Process process = prepare(command, output).start();
    if (!process.waitFor(600, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("no end: " + command);
    }
    if (process.exitValue() != 0) {
      throw new AssertionError(command + ": " + Files.readString(output));
    }
  }
}
