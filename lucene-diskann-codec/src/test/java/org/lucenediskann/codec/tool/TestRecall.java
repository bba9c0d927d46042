package org.lucenediskann.codec.tool;

import static org.lucenediskann.codec.tool.ToolRun.list;
import static org.lucenediskann.codec.tool.ToolRun.report;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.lucenediskann.codec.Deferral;
import org.lucenediskann.codec.DiskAnnParameters;

/** What searches find, by list size. */
public class TestRecall extends LuceneTestCase {

  private static final DiskAnnParameters GRAPHS =
      DiskAnnParameters.defaults().withDeferral(Deferral.vectors(50));

  public void testCurve() throws IOException {
    SampleIndex index = new SampleIndex(createTempDir(), random(), GRAPHS, true).add(2000, 40);
    index.delete(1, 2, 3, 2001);
    Map<String, Object> report =
        report(
            0,
            "recall",
            index.folder(),
            "--json",
            "--k=5",
            "--list-sizes",
            "6,20,2000",
            "--queries",
            "50");
    assertEquals(2, list(report, "skipped").size());
    List<Map<String, Object>> fields = list(report, "fields");
    assertEquals(4, fields.size());
    for (Map<String, Object> field : fields) {
      List<Map<String, Object>> curve = list(field, "curve");
      assertEquals(3, curve.size());
      assertEquals(2000.0, curve.get(2).get("listSize"));
      assertTrue(field.toString(), (Double) curve.get(2).get("recall") > 0.999);
      assertTrue(field.toString(), (Double) curve.get(0).get("recall") > 0.4);
      assertTrue(
          field.toString(),
          (Double) curve.get(0).get("visited") <= (Double) curve.get(2).get("visited"));
    }
    List<Object> queries = fields.stream().map(field -> field.get("queries")).toList();
    assertEquals(List.of(50.0, 50.0, 39.0, 20.0), queries);
  }

  public void testFloor() throws IOException {
    SampleIndex index = new SampleIndex(createTempDir(), random(), GRAPHS, false).add(2000);
    String[] call = {"recall", index.folder(), "--json", "--list-sizes", "1", "--min-recall"};
    Map<String, Object> report = report(1, with(call, "1.01"));
    assertEquals(false, report.get("sound"));
    assertEquals(true, report(0, with(call, "0.1")).get("sound"));
  }

  private static String[] with(String[] call, String last) {
    String[] longer = Arrays.copyOf(call, call.length + 1);
    longer[call.length] = last;
    return longer;
  }

  /** Nobody is left to be found. */
  public void testOneVector() throws IOException {
    SampleIndex index = new SampleIndex(createTempDir(), random(), GRAPHS, false).add(1);
    Map<String, Object> report = report(0, "recall", index.folder(), "--json");
    assertEquals(0.0, list(report, "fields").get(0).get("queries"));
  }
}
