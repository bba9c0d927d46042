package org.lucenediskann.benchmarks.measure;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder this module was built in. */
public final class BuildFolder {
  private BuildFolder() {}

  /** {@code benchmarks/target} of the project, or the working folder when run from elsewhere. */
  public static Path locate() {
    try {
      Path classes =
          Path.of(BuildFolder.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path target = classes.getParent();
      return Files.isDirectory(classes) && target.endsWith("target") ? target : Path.of("");
    } catch (URISyntaxException e) {
      return Path.of("");
    }
  }
}
