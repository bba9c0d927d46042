package org.lucenediskann.benchmarks.measure;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.lucene.util.Version;

/** Where figures come from; records of before it was kept have no {@code command}. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Environment(
    String cpu,
    int processors,
    long maxHeapMb,
    String jdk,
    String os,
    String lucene,
    boolean vectorModule,
    String commit,
    String date,
    String command) {
  private static final String MAIN_CLASS = "org.lucenediskann.benchmarks.Main";

  /** This machine, this JVM, the commit this was built from. */
  public static Environment detect() {
    return new Environment(
        cpuModel(),
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory() >> 20,
        System.getProperty("java.vendor") + " " + System.getProperty("java.runtime.version"),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        Version.LATEST.toString(),
        ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(),
        checkedOutCommit(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        commandLine(System.getProperty("sun.java.command", "")));
  }

  /** CPU, JDK and Lucene. */
  public String machine() {
    return cpu + ", JDK " + jdk + ", Lucene " + lucene;
  }

  /**
   * What was typed, as far as the JVM tells: the arguments, of absolute paths only the last name;
   * empty if it was not this program that was started.
   */
  static String commandLine(String mainClassAndArguments) {
    String[] words = mainClassAndArguments.split(" ", -1);
    if (!words[0].equals(MAIN_CLASS)) {
      return "";
    }
    return Arrays.stream(words)
        .skip(1)
        .map(word -> word.startsWith("/") ? word.substring(word.lastIndexOf('/') + 1) : word)
        .collect(Collectors.joining(" ", "benchmarks/run ", ""));
  }

  private static String cpuModel() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }

  private static String checkedOutCommit() {
    try {
      Process git =
          new ProcessBuilder("git", "describe", "--always", "--dirty")
              .directory(BuildFolder.locate().toAbsolutePath().toFile())
              .start();
      String text = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean known = git.waitFor(10, TimeUnit.SECONDS) && git.exitValue() == 0;
      return known ? text.strip() : "unknown";
    } catch (IOException e) {
      return "unknown";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "unknown";
    }
  }
}
