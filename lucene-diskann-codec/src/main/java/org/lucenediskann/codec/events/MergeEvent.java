package org.lucenediskann.codec.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

@Name("org.lucenediskann.Merge")
@Label("DiskANN Merge")
@Category({"Lucene", "DiskANN"})
@Description("The graph of one field was built, or deferred, at a merge")
@StackTrace(false)
final class MergeEvent extends SegmentEvent {

  @Label("Plan")
  @Description(
      "How the graph was made: insert = into the largest, leaf merge = own edges in a smaller build,"
          + " rebuild = from the vectors alone, none")
  String plan;

  @Label("Known Edges")
  @Description("Leaf merge: look at the edges of the merged graphs")
  @Timespan(Timespan.NANOSECONDS)
  long knownEdges;

  @Label("Copy")
  @Description("Insert: copy the largest graph")
  @Timespan(Timespan.NANOSECONDS)
  long copy;

  @Label("Consolidate")
  @Description("Insert: close the gaps of deleted vectors")
  @Timespan(Timespan.NANOSECONDS)
  long consolidate;

  @Label("Prepare Newcomers")
  @Description("Insert: a small graph of newcomers, or what is near them")
  @Timespan(Timespan.NANOSECONDS)
  long prepareNewcomers;

  @Label("Link Newcomers")
  @Description("Insert: choose their neighbors")
  @Timespan(Timespan.NANOSECONDS)
  long linkNewcomers;

  @Label("Link Back")
  @Description("Insert: offer newcomers to their neighbors")
  @Timespan(Timespan.NANOSECONDS)
  long linkBack;

  private MergeEvent() {}

  @Override
  void fill(SegmentFigures figures) {
    super.fill(figures);
    plan = figures.plan();
  }

  @Override
  void setPhase(String phase, long elapsedNs) {
    switch (phase) {
      case "known edges" -> knownEdges = elapsedNs;
      case "copy" -> copy = elapsedNs;
      case "consolidate" -> consolidate = elapsedNs;
      case "prepare newcomers" -> prepareNewcomers = elapsedNs;
      case "link newcomers" -> linkNewcomers = elapsedNs;
      case "link back" -> linkBack = elapsedNs;
      default -> super.setPhase(phase, elapsedNs);
    }
  }

  static EventInProgress<SegmentFigures> begun() {
    return begun(new MergeEvent());
  }
}
