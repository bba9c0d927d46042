package org.lucenediskann.codec.events;

/**
 * An event that was begun and that somebody records.
 *
 * @param <F> what is to be reported of it
 */
public interface EventInProgress<F> {

  /** Ends the event and hands it over. */
  void report(F figures);
}
