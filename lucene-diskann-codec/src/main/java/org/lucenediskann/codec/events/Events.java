package org.lucenediskann.codec.events;

/** Begins events, if somebody records them. */
public final class Events {

  /**
   * Without the module none of the event classes may be loaded, also not to verify this one: it
   * does not take one for the other.
   */
  private static final boolean AVAILABLE =
      ModuleLayer.boot()
          .findModule("jdk.jfr")
          .filter(Events.class.getModule()::canRead)
          .isPresent();

  private Events() {}

  /** The event of one field's flush, begun; null if nobody records it. */
  public static EventInProgress<SegmentFigures> flush() {
    return AVAILABLE ? FlushEvent.begun() : null;
  }

  /** The event of one field's merge, begun; null if nobody records it. */
  public static EventInProgress<SegmentFigures> merge() {
    return AVAILABLE ? MergeEvent.begun() : null;
  }

  /** The event of one search in one segment, begun; null if nobody records it. */
  public static EventInProgress<SearchFigures> search() {
    return AVAILABLE ? SearchEvent.begun() : null;
  }
}
