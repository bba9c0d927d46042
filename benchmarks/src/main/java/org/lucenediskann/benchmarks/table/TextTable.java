package org.lucenediskann.benchmarks.table;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A table without borders: a line per row, a column per figure.
 *
 * @param <T> a row
 */
public final class TextTable<T> {
  private final List<ColumnData<T>> columns = new ArrayList<>();

  /** Adds a column of text. */
  public TextTable<T> text(String header, Function<T, String> text) {
    columns.add(column(header, HorizontalAlign.LEFT, text));
    return this;
  }

  /** Adds a column of numbers in a {@link String#format} format; null is shown as a dash. */
  public TextTable<T> figure(String header, String format, Function<T, Number> value) {
    columns.add(column(header, HorizontalAlign.RIGHT, row -> show(format, value.apply(row))));
    return this;
  }

  private static String show(String format, Number value) {
    return value == null ? "-" : String.format(Locale.ROOT, format, value);
  }

  private ColumnData<T> column(String header, HorizontalAlign align, Function<T, String> text) {
    return new Column()
        .header(header)
        .headerAlign(align)
        .dataAlign(align)
        .maxWidth(Integer.MAX_VALUE)
        .with(text::apply);
  }

  /** The table of {@code rows}, ending with a line break. */
  public String of(List<T> rows) {
    return AsciiTable.builder().border(AsciiTable.NO_BORDERS).data(rows, columns).asString() + "\n";
  }
}
