package org.lucenediskann.benchmarks.compare;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.lucenediskann.benchmarks.measure.BuildFolder;

/**
 * A class path with a Lucene of its own. Maven downloads it the first time it is asked for; from
 * then on it is in Maven's local repository, and no Maven is needed.
 *
 * @param name a folder of {@code benchmarks/peers}
 * @param luceneVersion other than the one that its {@code pom.xml} says, or null
 */
record Libraries(String name, String luceneVersion) {
  private static final Pattern LUCENE = Pattern.compile("lucene-(?!diskann)[^/\\\\]*\\.jar$");
  private static final String REASON = "Could not|Cannot|cannot|Non-readable|not exist|Unknown";

  /**
   * The class path: this program's, where these libraries take the place of its Lucene. They come
   * first, because the codec's jar names the Lucene beside it in its manifest.
   */
  String classPath() throws IOException, PeerFailure {
    List<String> elements = new ArrayList<>(jars());
    own().stream().filter(element -> !LUCENE.matcher(element).find()).forEach(elements::add);
    return String.join(File.pathSeparator, elements);
  }

  private static List<String> own() {
    return split(System.getProperty("java.class.path"));
  }

  private static List<String> split(String classPath) {
    return Arrays.asList(classPath.strip().split(File.pathSeparator, -1));
  }

  private List<String> jars() throws IOException, PeerFailure {
    Path target = BuildFolder.locate().toAbsolutePath();
    Path pom = target.resolveSibling("peers").resolve(name).resolve("pom.xml");
    Path list =
        target
            .resolve("peers")
            .resolve(luceneVersion == null ? name + ".txt" : name + "-" + luceneVersion + ".txt");
    if (!isComplete(list, pom)) {
      resolve(pom, list);
    }
    return split(Files.readString(list));
  }

  private static boolean isComplete(Path list, Path pom) throws IOException {
    return Files.exists(list)
        && Files.getLastModifiedTime(list).compareTo(Files.getLastModifiedTime(pom)) > 0
        && split(Files.readString(list)).stream().allMatch(jar -> Files.exists(Path.of(jar)));
  }

  private void resolve(Path pom, Path list) throws IOException, PeerFailure {
    System.err.println("Maven looks for the libraries of " + name + " (once) ...");
    Files.deleteIfExists(list);
    List<String> command =
        new ArrayList<>(List.of("mvn", "-B", "-q", "-Dstyle.color=never", "-f", pom.toString()));
    if (luceneVersion != null) {
      command.add("-Dlucene.version=" + luceneVersion);
    }
    command.addAll(List.of("dependency:build-classpath", "-Dmdep.outputFile=" + list));
    String reason = Tool.run(command).line(REASON);
    if (!Files.exists(list)) {
      throw new PeerFailure("Maven does not find its libraries: " + withoutMarks(reason));
    }
  }

  private static String withoutMarks(String line) {
    return line.replaceAll("^(\\[\\w+] )*| \\(https?://[^)]*\\)| -> \\[Help.*", "");
  }
}
