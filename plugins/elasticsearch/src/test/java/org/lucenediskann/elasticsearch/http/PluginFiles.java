package org.lucenediskann.elasticsearch.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.Assume;

/** The files that are installed in nodes: those of this build, by system property. */
public final class PluginFiles {

  private static final String DESCRIPTOR = "plugin-descriptor.properties";

  private PluginFiles() {}

  /** The zip that users install. */
  public static Path zip() {
    return named("diskann.zip");
  }

  /** Skips a test in those parts of the build that do not name a file. */
  public static void assumeNamed(String property) {
    Assume.assumeTrue("needs " + property, System.getProperty(property) != null);
  }

  /** A file of this build. */
  public static Path named(String property) {
    String value = System.getProperty(property);
    if (value == null || !Files.exists(Path.of(value))) {
      throw new AssertionError("run by Maven's verify, which sets " + property + "=" + value);
    }
    return Path.of(value);
  }

  /** Unpacks a zip into a new folder. */
  public static void unpack(Path zip, Path folder) throws IOException {
    Files.createDirectories(folder);
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Files.copy(in, folder.resolve(entry.getName()));
      }
    }
  }

  /** Makes a folder with the plugin that scores exactly. */
  public static void exactScore(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.copy(named("exact.jar"), folder.resolve("exact-score.jar"));
    Files.writeString(folder.resolve(DESCRIPTOR), exactScoreDescriptor());
  }

  /** Makes a zip with the plugin that scores exactly. */
  public static void exactScoreZip(Path zip) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("exact-score.jar"));
      Files.copy(named("exact.jar"), out);
      out.putNextEntry(new ZipEntry(DESCRIPTOR));
      out.write(exactScoreDescriptor().getBytes(UTF_8));
    }
  }

  private static String exactScoreDescriptor() {
    return String.format(
        Locale.ROOT,
        """
        description=exact scores for tests
        version=1
        name=exact-score
        classname=org.lucenediskann.elasticsearch.exact.ExactScorePlugin
        java.version=21
        elasticsearch.version=%s
        """,
        System.getProperty("elasticsearch.version"));
  }

  /** Makes a folder with the module that speaks HTTP, from its jar alone. */
  public static void netty(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path jar = Files.copy(named("netty.jar"), folder.resolve("transport-netty4.jar"));
    String entry = "META-INF/es-plugins/transport-netty4/" + DESCRIPTOR;
    try (var files = FileSystems.newFileSystem(jar);
        InputStream in = Files.newInputStream(files.getPath(entry))) {
      String descriptor = new String(in.readAllBytes(), UTF_8);
      Files.writeString(
          folder.resolve(DESCRIPTOR), descriptor.replaceAll("(?m)^modulename=.*$", ""));
    }
  }
}
