package org.lucenediskann.benchmarks.data;

import java.util.Locale;

/** Data that cannot be used as asked; the message is one line meant for the user. */
public class DataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a message made by {@link String#format}. */
  public static DataException of(String format, Object... arguments) {
    return new DataException(String.format(Locale.ROOT, format, arguments));
  }

  public DataException(String message) {
    super(message);
  }

  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
