package org.lucenediskann.benchmarks.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.formats.FormatSpec;
import org.lucenediskann.benchmarks.measure.Measured;
import org.lucenediskann.benchmarks.report.Report;
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
   * Checks every value, and that what is found can be written.
   *
   * @throws DataException if one is out of its range
   */
  public void check() {
    run.check();
  }

  /** Prints a report and writes its records, where that was asked for, and its charts. */
  public void show(String command, Report report) throws IOException {
    run.show(command, report);
  }

  /** Where charts of a command go. */
  public Path out(String command) {
    return run.out(command);
  }

  /** Writes records to the file of {@code --json}, if there is one, and says so. */
  public void write(List<? extends Measured> records) throws IOException {
    run.write(records);
  }
}
