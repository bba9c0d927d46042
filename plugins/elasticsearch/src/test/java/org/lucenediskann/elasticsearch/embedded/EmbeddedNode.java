package org.lucenediskann.elasticsearch.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.node.NodeValidationException;
import org.elasticsearch.plugins.PluginsLoader;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;
import org.lucenediskann.elasticsearch.http.Client;
import org.lucenediskann.elasticsearch.http.FreePorts;
import org.lucenediskann.elasticsearch.http.PluginFiles;
import org.lucenediskann.elasticsearch.http.Response;

/** A node with the plugin in a folder of its own, from Elasticsearch's jars alone. */
final class EmbeddedNode extends ExternalResource {

  private final TemporaryFolder folder = new TemporaryFolder();
  private Path home;
  private PluginsLoader plugins; // for every start: some classes suffer only one of their kind
  private Node node;
  private Client client;

  @Override
  protected void before() throws IOException, NodeValidationException {
    PluginFiles.assumeNamed("netty.jar");
    folder.create();
    home = folder.getRoot().toPath();
    Files.createDirectories(home.resolve("config"));
    PluginFiles.netty(home.resolve("modules/transport-netty4"));
    PluginFiles.unpack(PluginFiles.zip(), home.resolve("plugins/diskann"));
    PluginFiles.exactScore(home.resolve("plugins/exact-score"));
    LogConfigurator.configureESLogging();
    plugins =
        PluginsLoader.createPluginsLoader(
            PluginsLoader.loadModulesBundles(home.resolve("modules"), false),
            PluginsLoader.loadPluginsBundles(home.resolve("plugins"), false),
            Map.of(),
            false);
    start();
  }

  private void start() throws IOException, NodeValidationException {
    List<Integer> ports = FreePorts.find(2);
    Environment environment =
        InternalSettingsPreparer.prepareEnvironment(
            settings(ports.get(0), ports.get(1)), Map.of(), null, () -> "embedded");
    node = new UnnamedNode(environment, plugins).start();
    client = new Client(ports.get(0));
    client.send("GET", "/_cluster/health?wait_for_status=yellow&timeout=300s");
  }

  /** The name of a node in logs can be given only once in a JVM, so it is not given at all. */
  private static final class UnnamedNode extends Node {

    UnnamedNode(Environment environment, PluginsLoader plugins) {
      super(environment, plugins);
    }

    @Override
    protected void configureNodeAndClusterIdStateListener(ClusterService cluster) {}
  }

  private Settings settings(int httpPort, int transportPort) {
    return Settings.builder()
        .put("path.home", home)
        .put("path.repo", repository())
        .put("node.name", "embedded")
        .put("discovery.type", "single-node")
        .put("network.host", "127.0.0.1")
        .put("http.port", httpPort)
        .put("transport.port", transportPort)
        .put("cluster.routing.allocation.disk.threshold_enabled", false)
        .build();
  }

  /** Where snapshots go. */
  Path repository() {
    return home.resolve("repository");
  }

  Client client() {
    return client;
  }

  /** Ends the node and starts one on the same data, with counters at 0. */
  void restart() throws IOException, InterruptedException, NodeValidationException {
    stop();
    start();
  }

  private void stop() throws IOException, InterruptedException {
    node.prepareForClose();
    node.close();
    if (!node.awaitClose(300, TimeUnit.SECONDS)) {
      throw new AssertionError("the node does not end");
    }
  }

  /** Formats of the vector files of an index, as file names tell. */
  Set<String> vectorFiles(String index) throws IOException {
    Response settings = client.send("GET", "/" + index + "/_settings");
    String id = settings.at("/" + index + "/settings/index/uuid").asText();
    try (Stream<Path> files = Files.walk(home.resolve("data/indices").resolve(id))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".vec") || name.endsWith(".vex"))
          .map(name -> name.replaceAll("^_[0-9a-z]+_(?:[0-9a-z]+_)?(.*)_\\d+(\\..*)$", "$1$2"))
          .collect(Collectors.toSet());
    }
  }

  @Override
  protected void after() {
    try {
      stop();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    folder.delete();
  }
}
