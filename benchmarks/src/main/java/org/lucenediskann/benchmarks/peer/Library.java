package org.lucenediskann.benchmarks.peer;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where classes come from. */
final class Library {
  private Library() {}

  /** Name and version of the jar that {@code type} is in, or the module that it was built in. */
  static String of(Class<?> type) {
    try {
      Path source = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path named = Files.isDirectory(source) ? source.getParent().getParent() : source;
      return named.getFileName().toString().replaceFirst("\\.jar$", "");
    } catch (URISyntaxException e) {
      throw new AssertionError(e); // file names are URIs
    }
  }
}
