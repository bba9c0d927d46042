package org.lucenediskann.codec.events;

/** Begins events, if somebody records them. */
public final class Events {

  /** Without the module none of the event classes may be loaded. */
  private static final boolean AVAILABLE =
      ModuleLayer.boot()
          .findModule("jdk.jfr")
          .filter(Events.class.getModule()::canRead)
          .isPresent();

  private Events() {}

  /** The event of one field's flush, begun; null if nobody records it. */
  public static SegmentEvent flush() {
    return AVAILABLE ? SegmentEvent.begun(new FlushEvent()) : null;
  }

  /** The event of one field's merge, begun; null if nobody records it. */
  public static SegmentEvent merge() {
    return AVAILABLE ? SegmentEvent.begun(new MergeEvent()) : null;
  }

  /** The event of one search in one segment, begun; null if nobody records it. */
  public static SearchEvent search() {
    return AVAILABLE ? SearchEvent.begun() : null;
  }
}
