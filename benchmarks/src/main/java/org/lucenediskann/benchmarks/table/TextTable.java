package org.lucenediskann.benchmarks.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What the columns of a table show: a line per row, a column per figure.
 *
 * @param <T> a row
 */
public final class TextTable<T> {
  private final List<Table.Header> headers = new ArrayList<>();
  private final List<Function<T, String>> cells = new ArrayList<>();

  /** Adds a column of text. */
  public TextTable<T> text(String header, Function<T, String> text) {
    headers.add(new Table.Header(header, false));
    cells.add(text);
    return this;
  }

  /** Adds a column of numbers in a {@link String#format} format; null is shown as a dash. */
  public TextTable<T> figure(String header, String format, Function<T, Number> value) {
    headers.add(new Table.Header(header, true));
    cells.add(row -> show(format, value.apply(row)));
    return this;
  }

  private static String show(String format, Number value) {
    return value == null ? "-" : String.format(Locale.ROOT, format, value);
  }

  /** The table of {@code rows}. */
  public Table of(List<T> rows) {
    return new Table(
        List.copyOf(headers),
        rows.stream().map(row -> cells.stream().map(cell -> cell.apply(row)).toList()).toList());
  }
}
