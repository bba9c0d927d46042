package org.lucenediskann.benchmarks.churn;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lucenediskann.benchmarks.Main;
import org.lucenediskann.benchmarks.compare.OtherLucene;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.index.WorkFolder;

/**
 * The same command in a process of its own, with another Lucene. Documents are replaced as in this
 * process, as their choice is seeded.
 *
 * @param arguments all that this command was told, but for its formats and what it writes
 */
record ChurnPeer(OtherLucene lucene, List<String> arguments, WorkFolder work) {

  /** Runs it to its end; the record has the version in its format's name. */
  ChurnRecord run() throws IOException {
    Path dir = work.fresh(lucene.label());
    Path json = dir.resolve("churn.json");
    List<String> command = new ArrayList<>(lucene.command(Main.class));
    command.add("churn");
    command.addAll(arguments);
    command.addAll(List.of("--formats", lucene.format()));
    command.addAll(List.of("--json", json.toString(), "--out", dir.toString()));
    System.err.println(lucene.label() + ":");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (exitStatus(process) != 0) {
      throw new DataException(lucene.label() + ": its process failed, see above");
    }
    return new ObjectMapper()
        .readValue(json.toFile(), ChurnRecord[].class)[0].named(lucene.label());
  }

  private static int exitStatus(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
