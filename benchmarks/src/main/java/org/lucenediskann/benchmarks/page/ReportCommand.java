package org.lucenediskann.benchmarks.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.report.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code benchmarks/run report}: records of any commands as one page. */
@Command(
    name = "report",
    description = {
      "Makes one page of what the commands wrote with --json: curves, tables, commands, machine,",
      "commit. The page is one file and needs no network."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false)
public final class ReportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", arity = "1..*", description = "files written with --json")
  private List<Path> files;

  @Option(
      names = {"-o", "--out"},
      defaultValue = "report.html",
      description = "the page")
  private Path out;

  @Override
  public Integer call() throws IOException {
    Map<String, Report> reports = new LinkedHashMap<>();
    for (Path file : files) {
      if (!Files.isRegularFile(file)) {
        throw new DataException("no such file: " + file);
      }
      reports.put(unused(name(file), reports.keySet()), RecordKind.read(file));
    }
    write(new ReportPage(reports).html());
    System.out.println("Report: " + out.toAbsolutePath().toUri());
    return 0;
  }

  private static String name(Path file) {
    return file.getFileName().toString().replaceFirst("\\.json$", "");
  }

  /** Files of several folders may have the same name. */
  private static String unused(String name, Set<String> used) {
    return IntStream.iterate(1, i -> i + 1)
        .mapToObj(i -> i == 1 ? name : name + "-" + i)
        .filter(free -> !used.contains(free))
        .findFirst()
        .orElseThrow();
  }

  private void write(String page) {
    try {
      Files.writeString(out, page);
    } catch (IOException e) {
      throw new DataException("--out cannot be written: " + e, e);
    }
  }
}
