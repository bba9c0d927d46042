package org.lucenediskann.benchmarks.data;

/** Data that cannot be used as asked; the message is one line meant for the user. */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DataException(String message) {
    super(message);
  }

  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
