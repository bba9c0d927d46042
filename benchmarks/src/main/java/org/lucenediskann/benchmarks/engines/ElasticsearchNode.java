package org.lucenediskann.benchmarks.engines;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.lucene.util.IOUtils;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.measure.BuildFolder;

/**
 * A node of Elasticsearch's distribution with the plugin installed, in a folder and processes of
 * its own, until it is closed. Both files come from the build of {@code plugins/elasticsearch}.
 */
final class ElasticsearchNode implements AutoCloseable {
  private static final int START_SECONDS = 600; // where everything is slow
  private static final int POLL_MILLIS = 200;
  private static final String NOBODY = "65534"; // Elasticsearch refuses to run as root
  private static final List<String> AS_NOBODY =
      List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
  private static final String CONFIGURATION =
      """
      discovery.type: single-node
      network.host: 127.0.0.1
      http.port: 0
      transport.port: 0
      node.portsfile: true
      xpack.security.enabled: false
      cluster.routing.allocation.disk.threshold_enabled: false
      """;

  private final Path folder;
  private final Path home;
  private final Path log;
  private final Thread atExit = new Thread(this::kill, "kill-elasticsearch");
  private Process process; // null before it is started

  private ElasticsearchNode(Path folder) {
    this.folder = folder;
    this.home = folder.resolve("elasticsearch");
    this.log = folder.resolve("log");
  }

  /**
   * Installs the plugin in a copy of the distribution, starts a node and waits until it answers.
   *
   * @param heap as the JVM has it, {@code 2g} for one
   * @throws DataException if it does not start
   */
  static ElasticsearchNode start(String heap) throws IOException {
    Path build =
        BuildFolder.locate().toAbsolutePath().resolve("../../plugins/elasticsearch/target");
    Path distribution = only(build.resolve("distribution"), "elasticsearch-\\d.*");
    Path plugin = only(build, "elasticsearch-diskann-.*-es.*\\.zip");
    ElasticsearchNode node = new ElasticsearchNode(Files.createTempDirectory("benchmarks-node"));
    try {
      node.install(distribution, plugin);
      node.launch(heap);
      node.await();
      return node;
    } catch (IOException | RuntimeException e) {
      node.close();
      throw e;
    }
  }

  private static Path only(Path folder, String name) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        List<Path> fitting =
            files
                .filter(file -> file.getFileName().toString().matches(name))
                .sorted(Comparator.comparing(Path::toString))
                .toList();
        if (!fitting.isEmpty()) {
          return fitting.getLast();
        }
      }
    }
    throw new DataException("no " + name + " in " + folder + ": benchmarks/run builds it");
  }

  private void install(Path distribution, Path plugin) throws IOException {
    run("cp", "-r", distribution.toString(), home.toString());
    Files.writeString(home.resolve("config/elasticsearch.yml"), CONFIGURATION);
    Files.createDirectory(home.resolve("tmp"));
    Path zip = Files.copy(plugin, folder.resolve("plugin.zip")); // where that user may read it
    if (isRoot()) {
      run("chown", "-R", NOBODY + ":" + NOBODY, folder.toString());
    }
    run(notAsRoot(bin("elasticsearch-plugin"), "install", "--batch", zip.toUri().toString()));
  }

  private static String[] notAsRoot(String... command) {
    return Stream.concat(isRoot() ? AS_NOBODY.stream() : Stream.of(), Stream.of(command))
        .toArray(String[]::new);
  }

  private String bin(String program) {
    return home.resolve("bin").resolve(program).toString();
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  /** Runs a program to its end. */
  private void run(String... command) throws IOException {
    try {
      if (prepare(command).start().waitFor() != 0) {
        throw DataException.of("%s failed: %s", command[0], Files.readString(log));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DataException("interrupted", e);
    }
  }

  private ProcessBuilder prepare(String... command) {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("ES_JAVA_HOME", System.getProperty("java.home"));
    builder.environment().keySet().removeAll(List.of("ES_PATH_CONF", "ES_JAVA_OPTS"));
    return builder;
  }

  private void launch(String heap) throws IOException {
    ProcessBuilder builder = prepare(notAsRoot(bin("elasticsearch")));
    builder.environment().put("ES_TMPDIR", home.resolve("tmp").toString());
    builder.environment().put("ES_JAVA_OPTS", "-Xms" + heap + " -Xmx" + heap);
    Runtime.getRuntime().addShutdownHook(atExit);
    process = builder.start();
  }

  private void await() throws IOException {
    long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!Files.exists(portsFile())) {
      if (!process.isAlive() || System.nanoTime() > endNs) {
        throw new DataException("Elasticsearch does not start: " + Files.readString(log));
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DataException("interrupted", e);
    }
  }

  private Path portsFile() {
    return home.resolve("logs/http.ports");
  }

  /** Where it answers. */
  URI url() throws IOException {
    return URI.create("http://" + Files.readAllLines(portsFile()).getFirst());
  }

  /** Its data is worth nothing. */
  private void kill() {
    if (process != null) {
      Stream.concat(process.descendants(), Stream.of(process.toHandle()))
          .toList()
          .forEach(ElasticsearchNode::kill);
    }
  }

  private static void kill(ProcessHandle process) {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() throws IOException {
    kill();
    if (process != null) {
      Runtime.getRuntime().removeShutdownHook(atExit);
    }
    IOUtils.rm(folder);
  }
}
