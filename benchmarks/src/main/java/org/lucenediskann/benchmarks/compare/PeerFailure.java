package org.lucenediskann.benchmarks.compare;

/** A peer that cannot be measured; the message is one line that says why. */
final class PeerFailure extends Exception {
  private static final long serialVersionUID = 1L;

  PeerFailure(String message) {
    super(message);
  }

  PeerFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
