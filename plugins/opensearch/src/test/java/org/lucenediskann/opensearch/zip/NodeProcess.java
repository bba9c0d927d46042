package org.lucenediskann.opensearch.zip;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.lucenediskann.opensearch.EmbeddedNode;
import org.lucenediskann.opensearch.Http;
import org.opensearch.common.settings.Settings;

/** A node in a process of its own, with the plugins installed in its home. */
final class NodeProcess implements AutoCloseable {

  private static final String READY = "ready ";

  private final Process process;
  private final String httpAddress;
  private final String transportAddress;

  /**
   * Starts a node and waits until it answers.
   *
   * @param seed a node to join; empty = none
   */
  NodeProcess(Path home, String name, String seed) throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                NodeProcess.class.getName(),
                home.toString(),
                name,
                seed)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String[] addresses = awaitReady().split(" ", -1);
    httpAddress = addresses[0];
    transportAddress = addresses[1];
  }

  private String awaitReady() throws IOException {
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    StringBuilder said = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(READY)) {
        return line.substring(READY.length());
      }
      said.append(line).append('\n');
    }
    process.destroyForcibly();
    throw new AssertionError("the node ended: " + said);
  }

  Http http() {
    return new Http(URI.create(httpAddress));
  }

  String transportAddress() {
    return transportAddress;
  }

  /** Kills the process: it gets to do nothing more. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Runs a node until the process is killed. */
  public static void main(String[] homeNameSeed) throws InterruptedException {
    String seed = homeNameSeed[2];
    Settings settings =
        Settings.builder()
            .put("node.name", homeNameSeed[1])
            .putList("discovery.seed_hosts", seed.isEmpty() ? List.of() : List.of(seed))
            .build();
    EmbeddedNode node = EmbeddedNode.start(Path.of(homeNameSeed[0]), settings, List.of());
    System.out.println(READY + node.http().address() + " " + node.transportAddress());
    Thread.currentThread().join();
  }
}
