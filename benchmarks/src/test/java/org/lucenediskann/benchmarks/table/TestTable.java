package org.lucenediskann.benchmarks.table;

import static org.junit.Assert.assertEquals;

import java.util.List;
import org.junit.Test;

public class TestTable {
  private static final Table TABLE =
      new TextTable<String>()
          .text("a < b", text -> text)
          .figure("length", "%d", text -> text.isEmpty() ? null : text.length())
          .of(List.of("x & y", ""));

  @Test
  public void alignsText() {
    assertEquals(" a < b  length \n x & y       5 \n             - \n", TABLE.toString());
  }

  @Test
  public void escapesHtml() {
    assertEquals(
        """
        <table>
        <thead><tr><th>a &lt; b</th><th class="figure">length</th></tr></thead>
        <tbody><tr><td>x &amp; y</td><td class="figure">5</td></tr>
        <tr><td></td><td class="figure">-</td></tr></tbody>
        </table>""",
        TABLE.html());
  }
}
