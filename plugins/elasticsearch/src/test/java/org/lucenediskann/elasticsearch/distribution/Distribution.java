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

/** A copy of the distribution that anybody may read, with the plugin installed by its own tool. */
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
    Path exact = root.resolve("exact-score.zip");
    PluginFiles.exactScoreZip(exact);
    install(PluginFiles.zip(), exact);
  }

  private static void assumeAnotherUser(Path root) throws InterruptedException {
    try {
      Command.run(root.resolve("user.out"), Command.notAsRoot("test", "-r", root.toString()));
    } catch (IOException | AssertionError e) {
      Assume.assumeNoException(
          "Elasticsearch does not run as root, and setpriv cannot change that here", e);
    }
  }

  private void install(Path... zips) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/elasticsearch-plugin").toString());
    command.addAll(List.of("install", "--batch"));
    for (Path zip : zips) {
      command.add(zip.toUri().toString());
    }
    Command.run(folder.getRoot().toPath().resolve("install.out"), command);
  }

  /** What the tool lists as installed. */
  String installed() throws IOException, InterruptedException {
    Path output = folder.getRoot().toPath().resolve("list.out");
    Command.run(output, List.of(home.resolve("bin/elasticsearch-plugin").toString(), "list", "-v"));
    return Files.readString(output);
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
