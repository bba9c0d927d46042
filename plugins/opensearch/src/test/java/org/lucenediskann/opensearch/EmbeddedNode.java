package org.lucenediskann.opensearch;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.opensearch.Version;
import org.opensearch.common.settings.Settings;
import org.opensearch.core.common.transport.TransportAddress;
import org.opensearch.http.HttpServerTransport;
import org.opensearch.index.reindex.ReindexModulePlugin;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.node.NodeValidationException;
import org.opensearch.plugins.Plugin;
import org.opensearch.plugins.PluginInfo;
import org.opensearch.transport.Netty4ModulePlugin;
import org.opensearch.transport.TransportService;

/** A whole node of a cluster within this JVM, with real HTTP on a port of its own. */
public final class EmbeddedNode extends Node {

  private EmbeddedNode(Settings settings, List<PluginInfo> plugins) {
    super(
        InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "node"),
        plugins,
        true);
  }

  /** A node alone, with the plugin from the class path. */
  static EmbeddedNode start(Path home) {
    return start(home, Settings.EMPTY);
  }

  /** A node with settings of its own, which may name others to join. */
  static EmbeddedNode start(Path home, Settings own) {
    return start(home, own, List.of(DiskAnnPlugin.class, ExactScores.class));
  }

  /** A node with plugins from the class path, and those installed in its home. */
  public static EmbeddedNode start(
      Path home, Settings own, List<Class<? extends Plugin>> fromClassPath) {
    List<PluginInfo> plugins = new ArrayList<>();
    plugins.add(info(Netty4ModulePlugin.class));
    plugins.add(info(ReindexModulePlugin.class));
    fromClassPath.forEach(plugin -> plugins.add(info(plugin)));
    Settings settings =
        Settings.builder()
            .put("path.home", home)
            .put("path.repo", home.resolve("repo"))
            .put("cluster.name", "diskann")
            .put("node.name", "n0")
            .put("network.host", "127.0.0.1")
            .put("http.port", "0")
            .put("transport.port", "0")
            .put("transport.type", "netty4")
            .put("http.type", "netty4")
            .put("node.processors", 2)
            .putList("discovery.seed_hosts")
            .putList("cluster.initial_cluster_manager_nodes", "n0")
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .put(own)
            .build();
    EmbeddedNode node = new EmbeddedNode(settings, plugins);
    try {
      node.start();
    } catch (NodeValidationException e) {
      throw new AssertionError(e);
    }
    return node;
  }

  private static PluginInfo info(Class<? extends Plugin> plugin) {
    String name = plugin.getSimpleName();
    return new PluginInfo(
        name, name, "1", Version.CURRENT, "21", plugin.getName(), null, List.of(), false);
  }

  /** A client of this node. */
  public Http http() {
    TransportAddress address =
        injector().getInstance(HttpServerTransport.class).boundAddress().publishAddress();
    InetSocketAddress socket = address.address();
    return new Http(URI.create("http://127.0.0.1:" + socket.getPort()));
  }

  /** Where other nodes find this one. */
  public String transportAddress() {
    return injector()
        .getInstance(TransportService.class)
        .boundAddress()
        .publishAddress()
        .toString();
  }

  @Override
  public void close() {
    try {
      super.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
