package org.lucenediskann.benchmarks.table;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A filled table.
 *
 * @param headers one per column
 * @param rows cells as they are shown, one per column
 */
public record Table(List<Header> headers, List<List<String>> rows) {
  /**
   * Head of a column.
   *
   * @param text what is in the column
   * @param figures whether that is numbers, which are aligned at their ends
   */
  record Header(String text, boolean figures) {
    HorizontalAlign align() {
      return figures ? HorizontalAlign.RIGHT : HorizontalAlign.LEFT;
    }

    String cell(String tag, String content) {
      String begin = figures ? "<" + tag + " class=\"figure\">" : "<" + tag + ">";
      return begin + Html.escape(content) + "</" + tag + ">";
    }
  }

  /** Lines of text without borders, ending with a line break. */
  @Override
  public String toString() {
    List<ColumnData<List<String>>> columns = new ArrayList<>();
    for (int i = 0; i < headers.size(); i++) {
      int column = i;
      columns.add(
          new Column()
              .header(headers.get(i).text())
              .headerAlign(headers.get(i).align())
              .dataAlign(headers.get(i).align())
              .maxWidth(Integer.MAX_VALUE)
              .with(row -> row.get(column)));
    }
    return AsciiTable.builder().border(AsciiTable.NO_BORDERS).data(rows, columns).asString() + "\n";
  }

  /** A {@code table} element. */
  public String html() {
    return "<table>\n<thead>"
        + row("th", headers.stream().map(Header::text).toList())
        + "</thead>\n<tbody>"
        + rows.stream().map(cells -> row("td", cells)).collect(Collectors.joining("\n"))
        + "</tbody>\n</table>";
  }

  private String row(String tag, List<String> cells) {
    StringBuilder row = new StringBuilder("<tr>");
    for (int i = 0; i < cells.size(); i++) {
      row.append(headers.get(i).cell(tag, cells.get(i)));
    }
    return row.append("</tr>").toString();
  }
}
