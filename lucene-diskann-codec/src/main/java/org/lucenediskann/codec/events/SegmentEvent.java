package org.lucenediskann.codec.events;

import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Timespan;

/** One field of a segment was written. Its duration is that of the graph, without the vectors. */
abstract sealed class SegmentEvent extends Event implements EventInProgress<SegmentFigures>
    permits FlushEvent, MergeEvent {

  @Label("Segment")
  String segment;

  @Label("Field")
  String field;

  @Label("Vectors")
  int vectors;

  @Label("Dimension")
  int dimension;

  @Label("Deferred")
  @Description("The vectors are left without a graph")
  boolean deferred;

  @Label("Edges")
  long edges;

  @Label("Threads")
  @Description("How many may have built, the calling one among them")
  int threads;

  @Label("Load")
  @Description("Copy the vectors, project them where that is worth it")
  @Timespan(Timespan.NANOSECONDS)
  long load;

  @Label("Compare")
  @Description("Find duplicates")
  @Timespan(Timespan.NANOSECONDS)
  long compare;

  @Label("Overlap")
  @Description("Find how many balls a vector has to join")
  @Timespan(Timespan.NANOSECONDS)
  long overlap;

  @Label("Partition")
  @Timespan(Timespan.NANOSECONDS)
  long partition;

  @Label("Leaves")
  @Description("Compare all pairs of each leaf")
  @Timespan(Timespan.NANOSECONDS)
  long leaves;

  @Label("Prune")
  @Description("Choose every vector's neighbors")
  @Timespan(Timespan.NANOSECONDS)
  long prune;

  @Label("Connect")
  @Description("Link what cannot be reached")
  @Timespan(Timespan.NANOSECONDS)
  long connect;

  @Label("Route")
  @Description("Build what leads searches to their start")
  @Timespan(Timespan.NANOSECONDS)
  long route;

  @Label("Write")
  @Timespan(Timespan.NANOSECONDS)
  long write;

  SegmentEvent() {}

  static EventInProgress<SegmentFigures> begun(SegmentEvent event) {
    if (!event.isEnabled()) {
      return null;
    }
    event.begin();
    return event;
  }

  @Override
  public final void report(SegmentFigures figures) {
    end();
    if (!shouldCommit()) {
      return;
    }
    fill(figures);
    commit();
  }

  void fill(SegmentFigures figures) {
    segment = figures.segment();
    field = figures.field();
    vectors = figures.vectors();
    dimension = figures.dimension();
    deferred = figures.deferred();
    edges = figures.edges();
    threads = figures.threads();
    figures.phaseNs().forEach(this::setPhase);
  }

  void setPhase(String phase, long elapsedNs) {
    switch (phase) {
      case "load" -> load = elapsedNs;
      case "compare" -> compare = elapsedNs;
      case "overlap" -> overlap = elapsedNs;
      case "partition" -> partition = elapsedNs;
      case "leaves" -> leaves = elapsedNs;
      case "prune" -> prune = elapsedNs;
      case "connect" -> connect = elapsedNs;
      case "route" -> route = elapsedNs;
      case "write" -> write = elapsedNs;
      default -> {
        assert false : "no place for phase " + phase;
      }
    }
  }
}
