package org.lucenediskann.codec.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

@Name("org.lucenediskann.Merge")
@Label("DiskANN Merge")
@Category({"Lucene", "DiskANN"})
@Description("The graph of one field was built, or deferred, at a merge")
@StackTrace(false)
final class MergeEvent extends SegmentEvent {

  @Label("Plan")
  @Description("How the graph was made: rebuild = from the vectors alone")
  String plan = "rebuild";

  private MergeEvent() {}

  static EventInProgress<SegmentFigures> begun() {
    return begun(new MergeEvent());
  }
}
