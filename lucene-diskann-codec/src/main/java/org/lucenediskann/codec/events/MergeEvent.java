package org.lucenediskann.codec.events;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
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

  @Label("Reused")
  @Description("Nodes whose neighbors the plan makes use of")
  int reused;

  @Label("Dead")
  @Description("Nodes of the merged graphs that do not live on")
  int dead;

  @Label("Estimated")
  @Description("What making the graph was expected to take on one thread")
  @Timespan(Timespan.NANOSECONDS)
  long estimated;

  @Label("Took")
  @Description("What making the graph took; without its router, unless that was carried over")
  @Timespan(Timespan.NANOSECONDS)
  long took;

  @Label("Heap")
  @Description("The most heap that the plan was expected to need, stated before it starts")
  @DataAmount
  long heap;

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

  @Label("Carry Router Over")
  @Description("Insert: merge what leads searches to their start")
  @Timespan(Timespan.NANOSECONDS)
  long carryRouterOver;

  private MergeEvent() {}

  @Override
  void fill(SegmentFigures figures) {
    super.fill(figures);
    plan = figures.plan();
    MergeFigures merge = figures.merge();
    if (merge != null) {
      reused = merge.reused();
      dead = merge.dead();
      estimated = merge.estimatedNs();
      took = merge.elapsedNs();
      heap = merge.heapBytes();
    }
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
      case "carry router over" -> carryRouterOver = elapsedNs;
      default -> super.setPhase(phase, elapsedNs);
    }
  }

  static EventInProgress<SegmentFigures> begun() {
    return begun(new MergeEvent());
  }
}
