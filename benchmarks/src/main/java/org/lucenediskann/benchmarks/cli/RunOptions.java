package org.lucenediskann.benchmarks.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import org.lucenediskann.benchmarks.data.DataException;
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

  /** Neighbors wanted. */
  public int k() {
    return k;
  }

  /** Vectors indexed per format before measuring; 0 to lose no time on this. */
  public int warmUp() {
    return warmUp;
  }

  /**
   * Checks every value.
   *
   * @throws DataException if one is out of its range
   */
  public void check() {
    if (k < 1 || warmUp < 0) {
      throw new DataException("--k must be at least 1, --warm-up at least 0");
    }
  }

  /** Writes records to the file of {@code --json}, if there is one, and says so. */
  public void write(Object records) throws IOException {
    if (json != null) {
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .writeValue(json.toFile(), records);
      System.out.println("Records: " + json);
    }
  }
}
