package org.lucenediskann.codec.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** One query was answered in one segment. */
@Name("org.lucenediskann.Search")
@Label("DiskANN Search")
@Category({"Lucene", "DiskANN"})
@Description("One query was answered in one segment")
@StackTrace(false)
final class SearchEvent extends Event implements EventInProgress<SearchFigures> {

  @Label("Segment")
  String segment;

  @Label("Field")
  String field;

  @Label("Vectors")
  @Description("Number of vectors in the segment")
  int vectors;

  @Label("k")
  @Description("Hits wanted of this segment")
  int k;

  @Label("List Size")
  @Description("Places of the search list; 0 = the vectors were scanned")
  int listSize;

  @Label("Accepted")
  @Description("At most so many documents may be hits")
  int accepted;

  @Label("Visited")
  @Description("Number of vectors scored")
  long visited;

  @Label("Reranked")
  @Description("How many of the list were read again for their exact scores")
  int reranked;

  @Label("Plan")
  @Description("graph = walked through the graph; exact = scored every accepted vector")
  String plan;

  @Label("Cut Short")
  @Description("A limit of visits or time, or the query's patience, ended the search")
  boolean cutShort;

  private SearchEvent() {}

  static EventInProgress<SearchFigures> begun() {
    SearchEvent event = new SearchEvent();
    if (!event.isEnabled()) {
      return null;
    }
    event.begin();
    return event;
  }

  @Override
  public void report(SearchFigures figures) {
    end();
    if (!shouldCommit()) {
      return;
    }
    segment = figures.segment();
    field = figures.field();
    vectors = figures.vectors();
    k = figures.k();
    listSize = figures.listSize();
    accepted = figures.accepted();
    visited = figures.visited();
    reranked = figures.reranked();
    plan = figures.plan();
    cutShort = figures.cutShort();
    commit();
  }
}
