package org.lucenediskann.benchmarks.cli;

import java.io.IOException;
import java.util.List;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.formats.FormatSpec;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every measuring command takes: what to compare, how to judge it, where to write it. */
public final class MeasureOptions {
  @Option(
      names = "--formats",
      defaultValue = "diskann,hnsw:16:100",
      converter = FormatList.Converter.class,
      description = "diskann[:name=value,...], hnsw:M:beam, hnswsq:bits:M:beam")
  private FormatList formats;

  @Mixin private RunOptions run;

  /** The formats to compare, at least one. */
  public List<FormatSpec> formats() {
    return formats.specs();
  }

  /** Neighbors wanted. */
  public int k() {
    return run.k();
  }

  /** Vectors indexed per format before measuring; 0 to lose no time on this. */
  public int warmUp() {
    return run.warmUp();
  }

  /**
   * Checks every value.
   *
   * @throws DataException if one is out of its range
   */
  public void check() {
    run.check();
  }

  /** Writes records to the file of {@code --json}, if there is one, and says so. */
  public void write(Object records) throws IOException {
    run.write(records);
  }
}
