package org.lucenediskann.codec.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

@Name("org.lucenediskann.Flush")
@Label("DiskANN Flush")
@Category({"Lucene", "DiskANN"})
@Description("The graph of one field was built, or deferred, at a flush")
@StackTrace(false)
final class FlushEvent extends SegmentEvent {

  private FlushEvent() {}

  static EventInProgress<SegmentFigures> begun() {
    return begun(new FlushEvent());
  }
}
