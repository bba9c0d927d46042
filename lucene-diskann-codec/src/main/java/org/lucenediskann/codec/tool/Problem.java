package org.lucenediskann.codec.tool;

/** Exceptions as one line. */
final class Problem {

  private Problem() {}

  /** The innermost exception that says something; with its kind, which may say the rest. */
  static String message(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String kind = cause.getClass().getSimpleName();
    String message = cause.getMessage();
    return message == null ? kind : kind + ": " + message.strip().replaceAll("\\s+", " ");
  }
}
