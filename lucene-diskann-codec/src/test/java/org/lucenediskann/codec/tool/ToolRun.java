package org.lucenediskann.codec.tool;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.Assert;

/** What one call of the tool did. */
record ToolRun(int exitCode, String out, String err) {

  static ToolRun of(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode = Main.run(List.of(args), stream(out), stream(err));
    return new ToolRun(exitCode, text(out), text(err));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** The report of a call that has to end with the given code. */
  static Map<String, Object> report(int exitCode, String... args) {
    ToolRun run = of(args);
    Assert.assertEquals(run.out() + run.err(), exitCode, run.exitCode());
    return map(StrictJson.parse(run.out()));
  }

  /** The call ended with the code and one sentence that contains the given text. */
  void assertFailed(int code, String sentence) {
    Assert.assertEquals(out + err, code, exitCode);
    Assert.assertEquals(err, 1, err.strip().lines().count());
    Assert.assertTrue(err, err.contains(sentence));
    Assert.assertEquals("", out);
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  /** The sections of a list. */
  @SuppressWarnings("unchecked")
  static List<Map<String, Object>> list(Map<String, Object> report, String name) {
    return (List<Map<String, Object>>) report.get(name);
  }
}
