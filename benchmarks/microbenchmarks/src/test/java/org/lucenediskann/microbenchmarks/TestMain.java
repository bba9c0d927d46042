package org.lucenediskann.microbenchmarks;

import com.carrotsearch.randomizedtesting.annotations.ThreadLeakScope;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.lucene.tests.util.LuceneTestCase;

/** Runs every benchmark for a moment, in this JVM. */
@ThreadLeakScope(ThreadLeakScope.Scope.NONE) // threads of the harness stay a while
public class TestMain extends LuceneTestCase {
  private static String run(String... args) throws Exception {
    PrintStream out = System.out;
    ByteArrayOutputStream captured = new ByteArrayOutputStream();
    try (PrintStream stream = new PrintStream(captured, true, StandardCharsets.UTF_8)) {
      System.setOut(stream);
      Main.main(args);
    } finally {
      System.setOut(out);
    }
    return captured.toString(StandardCharsets.UTF_8);
  }

  public void testRunsAll() throws Exception {
    String output =
        run(
            "Kernel|Leaf|Partition|Prune|Search",
            "-f",
            "0",
            "-wi",
            "0",
            "-i",
            "1",
            "-r",
            "1ms",
            "-foe",
            "true",
            "-p",
            "dimension=128");
    for (String benchmark :
        List.of(
            "KernelBenchmark.pairs",
            "LeafBenchmark.link",
            "PruneBenchmark.prune",
            "SearchBenchmark.search",
            "SearchBenchmark.step")) {
      assertTrue(output, output.contains(benchmark));
    }
    String table = output.substring(output.indexOf("Peak of one thread"));
    assertTrue(
        table, table.matches("(?s).*PartitionBenchmark.assign +dimension=128 .*[0-9] *\n.*"));
  }
}
