package org.lucenediskann.elasticsearch.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.Assume;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;
import org.lucenediskann.elasticsearch.http.PluginFiles;

/** A copy of the distribution, with the plugin installed by its own tool; no part runs as root. */
final class Distribution extends ExternalResource {

  private final TemporaryFolder folder = new TemporaryFolder();
  private final List<NodeProcess> nodes = new CopyOnWriteArrayList<>();
  private Path home;

  @Override
  protected void before() throws IOException, InterruptedException {
    PluginFiles.assumeNamed("elasticsearch.home");
    folder.create();
    Path root = folder.getRoot().toPath();
    Command.run(root.resolve("chmod.out"), List.of("chmod", "755", root.toString()));
    assumeAnotherUser(root);
    // The nodes must not outlive a build that is broken off.
    Runtime.getRuntime().addShutdownHook(new Thread(this::killNodes, "kill-nodes"));
    home = root.resolve("elasticsearch");
    Path unpacked = PluginFiles.named("elasticsearch.home");
    Command.run(
        root.resolve("copy.out"), List.of("cp", "-r", unpacked.toString(), home.toString()));
    // The build's own folder may be closed to that user.
    Path plugin = Files.copy(PluginFiles.zip(), home.resolve("diskann.zip"));
    Path exact = home.resolve("exact-score.zip");
    PluginFiles.exactScoreZip(exact);
    Command.giveAway(home);
    install(plugin, exact);
  }

  private static void assumeAnotherUser(Path root) throws InterruptedException {
    try {
      Command.run(root.resolve("user.out"), Command.notAsRoot("test", "-r", root.toString()));
    } catch (IOException | AssertionError e) {
      if (Boolean.getBoolean("diskann.require.distribution")) {
        throw new AssertionError("setpriv cannot run Elasticsearch as another user here", e);
      }
      Assume.assumeNoException(
          "Elasticsearch does not run as root, and setpriv cannot change that here", e);
    }
  }

  private void install(Path... zips) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("install", "--batch"));
    for (Path zip : zips) {
      arguments.add(zip.toUri().toString());
    }
    pluginTool("install.out", arguments);
  }

  /** What the tool lists as installed. */
  String installed() throws IOException, InterruptedException {
    return Files.readString(pluginTool("list.out", List.of("list", "-v")));
  }

  /** Returns the file with what the tool prints. */
  private Path pluginTool(String output, List<String> arguments)
      throws IOException, InterruptedException {
    Path file = home.resolveSibling(output);
    List<String> command = Command.notAsRoot(home.resolve("bin/elasticsearch-plugin").toString());
    command.addAll(arguments);
    Command.run(file, command);
    return file;
  }

  /** A node of the cluster, not started. */
  NodeProcess node(String name, int httpPort, int transportPort, int masterTransportPort)
      throws IOException, InterruptedException {
    Path own = Files.createDirectory(folder.getRoot().toPath().resolve(name));
    NodeProcess node =
        new NodeProcess(name, home, own, httpPort, transportPort, masterTransportPort);
    nodes.add(node);
    return node;
  }

  private void killNodes() {
    nodes.forEach(NodeProcess::kill);
  }

  @Override
  protected void after() {
    killNodes();
    folder.delete();
  }
}
