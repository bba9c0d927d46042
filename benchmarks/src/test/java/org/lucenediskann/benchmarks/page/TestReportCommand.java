package org.lucenediskann.benchmarks.page;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.lucenediskann.benchmarks.churn.ChurnCommand;
import org.lucenediskann.benchmarks.compare.CompareCommand;
import org.lucenediskann.benchmarks.concurrent.ConcurrentCommand;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.data.MadeUpData;
import org.lucenediskann.benchmarks.engines.EnginesCommand;
import org.lucenediskann.benchmarks.engines.StubCluster;
import org.lucenediskann.benchmarks.filter.FilterCommand;
import org.lucenediskann.benchmarks.flush.FlushCommand;
import org.lucenediskann.benchmarks.ingest.IngestCommand;
import org.lucenediskann.benchmarks.knn.KnnCommand;
import org.lucenediskann.benchmarks.lowmem.LowMemoryCommand;
import org.lucenediskann.benchmarks.merge.MergeCommand;
import org.lucenediskann.benchmarks.robust.RobustCommand;
import org.lucenediskann.benchmarks.scale.ScaleCommand;
import picocli.CommandLine;

/** Lets the commands write records, and reads the page that is made of them. */
public class TestReportCommand {
  @Rule public final TemporaryFolder temporary = new TemporaryFolder();

  private Path dir;

  @Before
  public void makeData() throws IOException {
    dir = temporary.getRoot().toPath();
    MadeUpData.write(dir, 400, 20, 8);
  }

  @Test
  public void showsTheRecordsOfEveryCommand() throws IOException {
    List<String> files = new ArrayList<>();
    String data = "--data " + dir;
    files.add(records("knn", new KnnCommand(), data + " --segments 2 --force-merge"));
    files.add(records("merge", new MergeCommand(), data + " --segments 2"));
    files.add(records("churn", new ChurnCommand(), data + " --generations 2 --out " + dir));
    files.add(records("flush", new FlushCommand(), data + " --docs 400 --buffer 50,100"));
    files.add(records("scale", new ScaleCommand(), data + " --sizes 200,400 --out " + dir));
    files.add(
        records("ingest", new IngestCommand(), data + " --docs 400 --buffer 100 --out " + dir));
    files.add(records("filter", new FilterCommand(), data + " --filters random --shares 10%,50%"));
    files.add(records("lowmem", new LowMemoryCommand(), data + " --no-limit --list-sizes 10,20"));
    files.add(
        records(
            "compare",
            new CompareCommand(),
            data + " --peers diskann --rounds 1 --repeat 1 --out " + dir));
    try (StubCluster cluster = StubCluster.start()) {
      String url = " --url " + cluster.url();
      files.add(records("engines", new EnginesCommand(), data + url + " --out " + dir));
    }

    files.add(records("robust", new RobustCommand(), "--docs 50 --queries 2"));
    files.add(records("concurrent", new ConcurrentCommand(), "--docs 50 --seconds 0 --dim 4"));

    String page = page(files);

    for (String command :
        List.of(
            "knn", "merge", "churn", "flush", "scale", "ingest", "filter", "lowmem", "compare",
            "engines")) {
      String section = section(page, command);
      assertTrue(command, section.contains("<svg viewBox") && section.contains("</svg>"));
    }
    for (String file : files) {
      String command = Path.of(file).getFileName().toString().replace(".json", "");
      String section = section(page, command);
      assertTrue(command, section.matches("(?s).*<t[dh][^>]*>diskann.*"));
      assertTrue(command, section.contains("Lucene 10"));
      assertTrue(command, page.contains("<a href=\"#" + command + "\">"));
    }
    assertFalse("placeholder left", page.contains("${"));
    assertFalse("refers to other files", page.matches("(?s).*(src=|<link|url\\((?!#)|@import).*"));
  }

  private String records(String name, Callable<Integer> command, String options) {
    Path json = dir.resolve(name + ".json");
    List<String> args = new ArrayList<>(List.of(options.split(" ", -1)));
    args.addAll(List.of("--warm-up", "0", "--json", json.toString()));
    assertEquals(name, 0, new CommandLine(command).execute(args.toArray(String[]::new)));
    return json.toString();
  }

  private String page(List<String> files) throws IOException {
    Path page = dir.resolve("page.html");
    List<String> args = new ArrayList<>(files);
    args.addAll(List.of("-o", page.toString()));
    assertEquals(0, new CommandLine(new ReportCommand()).execute(args.toArray(String[]::new)));
    return Files.readString(page);
  }

  private static String section(String page, String name) {
    int from = page.indexOf("<section id=\"" + name + "\"");
    assertTrue(name + " has no section", from >= 0);
    return page.substring(from, page.indexOf("</section>", from));
  }

  @Test
  public void showsFilesOfTheSameName() throws IOException {
    String file = records("flush", new FlushCommand(), "--docs 60 --dim 4 --buffer 20");

    String page = page(List.of(file, file));

    assertTrue(section(page, "flush").contains("diskann"));
    assertTrue(section(page, "flush-2").contains("diskann"));
  }

  @Test
  public void refusesWhatNoCommandWrote() throws IOException {
    for (String content : List.of("", "[]", "{", "[{\"format\": 1}]")) {
      Path file = Files.writeString(dir.resolve("other.json"), content);
      assertThrows(content, DataException.class, () -> RecordKind.read(file));
    }
  }
}
