package org.lucenediskann.codec.tool;

/** The call was wrong; the message says how, in one sentence. */
final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message);
  }
}
