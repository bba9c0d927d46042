package org.lucenediskann.elasticsearch.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.lucenediskann.elasticsearch.http.Client;

/** One node of the distribution, as a process. */
final class NodeProcess {

  private static final int START_SECONDS = 600; // one busy core, three JVMs

  private final String name;
  private final Path home;
  private final Path config;
  private final Path output;
  private final Client client;
  private Process process;

  /**
   * Writes the configuration of a node.
   *
   * @param own a folder for it
   */
  NodeProcess(
      String name, Path home, Path own, int httpPort, int transportPort, int masterTransportPort)
      throws IOException, InterruptedException {
    this.name = name;
    this.home = home;
    this.config = own.resolve("config");
    this.output = own.resolve("node.out");
    this.client = new Client(httpPort);
    Command.run(
        own.resolve("copy.out"),
        List.of("cp", "-r", home.resolve("config").toString(), config.toString()));
    Files.createDirectory(own.resolve("tmp"));
    boolean master = transportPort == masterTransportPort;
    Files.writeString(
        config.resolve("elasticsearch.yml"),
        String.format(
            Locale.ROOT,
            """
            cluster.name: diskann
            node.name: %s
            node.roles: [%s]
            path.data: %s
            path.logs: %s
            http.port: %d
            transport.port: %d
            discovery.seed_hosts: ["127.0.0.1:%d"]
            %s
            xpack.security.enabled: false
            cluster.routing.allocation.disk.threshold_enabled: false
            indices.recovery.max_bytes_per_sec: -1
            """,
            name,
            master ? "master, data" : "data",
            own.resolve("data"),
            own.resolve("logs"),
            httpPort,
            transportPort,
            masterTransportPort,
            master ? "cluster.initial_master_nodes: [\"" + name + "\"]" : ""));
    Command.giveAway(own);
  }

  /** Starts the process; {@link #await()} waits for it. */
  NodeProcess start() throws IOException {
    ProcessBuilder builder =
        Command.prepare(Command.notAsRoot(home.resolve("bin/elasticsearch").toString()), output);
    builder.environment().put("ES_PATH_CONF", config.toString());
    builder.environment().put("ES_TMPDIR", config.resolveSibling("tmp").toString());
    builder.environment().put("ES_JAVA_OPTS", "-Xms400m -Xmx400m");
    builder.environment().put("CLI_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
    process = builder.start();
    return this;
  }

  /** Waits until the node answers. */
  NodeProcess await() throws IOException, InterruptedException {
    long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > endNs) {
        throw new AssertionError(name + " does not start: " + Files.readString(output));
      }
      TimeUnit.MILLISECONDS.sleep(500);
    }
    return this;
  }

  private boolean answers() {
    try {
      return client
              .trySend("GET", "/_cluster/health?wait_for_status=yellow&timeout=5s", null)
              .status()
          == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /** What the node has printed. */
  String output() throws IOException {
    return Files.readString(output);
  }

  Client client() {
    return client;
  }

  /** The JVM, which the launcher has started as its child. */
  private ProcessHandle server() {
    return process
        .descendants()
        .filter(child -> child.info().commandLine().orElse("").contains("org.elasticsearch.server"))
        .findFirst()
        .orElseGet(process::toHandle);
  }

  /** Lines of the memory map of the JVM that name files with an extension. */
  long mapped(String extension) throws IOException {
    try (var lines = Files.lines(Path.of("/proc/" + server().pid() + "/maps"))) {
      return lines.filter(line -> line.endsWith(extension)).count();
    }
  }

  /** Ends the JVM without a word, as {@code kill -9} does. */
  void kill() {
    if (process != null) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      process.onExit().join();
    }
  }
}
