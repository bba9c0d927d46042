package org.lucenediskann.codec;

/**
 * Is told of every field of every segment that is written, when its graph has been written or
 * deferred: for counters of an application.
 *
 * <p>Called on the thread that flushes or merges, several at a time. Should be quick; what it
 * throws fails the flush or merge.
 *
 * @see DiskAnnVectorsFormat#withObserver
 */
@FunctionalInterface
public interface WriteObserver {

  /**
   * One field of one segment was written.
   *
   * @param field which, and how
   */
  void written(WrittenField field);
}
