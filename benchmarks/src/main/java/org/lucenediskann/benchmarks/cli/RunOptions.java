package org.lucenediskann.benchmarks.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.measure.BuildFolder;
import org.lucenediskann.benchmarks.measure.Measured;
import org.lucenediskann.benchmarks.report.Report;
import picocli.CommandLine.Option;

/** What every measuring command takes, whatever it measures: how to judge it, where to write it. */
public final class RunOptions {
  @Option(names = "--k", defaultValue = "10", description = "neighbors wanted")
  private int k;

  @Option(
      names = "--warm-up",
      defaultValue = "10000",
      description = "vectors indexed per format before measuring")
  private int warmUp;

  @Option(names = "--json", description = "file to write the records to")
  private Path json;

  @Option(names = "--out", description = "folder for the charts (benchmarks/target/COMMAND)")
  private Path out;

  /** Neighbors wanted. */
  public int k() {
    return k;
  }

  /** Vectors indexed per format before measuring; 0 to lose no time on this. */
  public int warmUp() {
    return warmUp;
  }

  /**
   * Checks every value, and that what is found can be written.
   *
   * @throws DataException if one is out of its range
   */
  public void check() {
    if (k < 1 || warmUp < 0) {
      throw new DataException("--k must be at least 1, --warm-up at least 0");
    }
    try {
      if (json != null) {
        checkWritable(json);
      }
      if (out != null) {
        Files.createDirectories(out);
      }
    } catch (IOException e) {
      throw new DataException("--json or --out cannot be written: " + e, e);
    }
  }

  /** Leaves what is there as it is, and nothing where nothing is. */
  private static void checkWritable(Path file) throws IOException {
    boolean isNew = Files.notExists(file);
    Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE).close();
    if (isNew) {
      Files.delete(file);
    }
  }

  /** Prints a report and writes its records, where that was asked for, and its charts. */
  public void show(String command, Report report) throws IOException {
    System.out.print(report.text());
    write(report.records());
    if (!report.charts().isEmpty()) {
      System.out.println("Charts: " + report.writeCharts(out(command)).toUri());
    }
  }

  /** Where charts of a command go. */
  public Path out(String command) {
    return out == null ? BuildFolder.locate().resolve(command) : out;
  }

  /** Writes records to the file of {@code --json}, if there is one, and says so. */
  public void write(List<? extends Measured> records) throws IOException {
    if (json != null) {
      ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
      Files.write(json, mapper.writeValueAsBytes(records)); // at once: all of it or nothing
      System.out.println("Records: " + json);
    }
  }
}
