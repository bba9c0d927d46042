package org.lucenediskann.opensearch.zip;

import static org.junit.Assert.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The zip, put into a node's home by OpenSearch's own tool. */
final class Installation {

  static final Path ZIP = Path.of(System.getProperty("diskann.zip"));

  private Installation() {}

  /** Installs the zip; the tool checks its descriptor, its version and for jar hell. */
  static void into(Path home) throws IOException, InterruptedException {
    Files.createDirectories(home.resolve("config"));
    Files.createDirectories(home.resolve("plugins"));
    Files.createDirectories(home.resolve("bin"));
    File log = home.resolve("install.log").toFile();
    Process tool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dopensearch.path.home=" + home,
                "-Dopensearch.path.conf=" + home.resolve("config"),
                "-cp",
                System.getProperty("java.class.path"),
                "org.opensearch.tools.cli.plugin.PluginCli",
                "install",
                "--batch",
                ZIP.toUri().toString())
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start();
    boolean ended = tool.waitFor(10, TimeUnit.MINUTES);
    tool.destroyForcibly();
    String text = Files.readString(log.toPath());
    assertEquals(text, List.of(true, 0), List.of(ended, ended ? tool.exitValue() : -1));
  }
}
