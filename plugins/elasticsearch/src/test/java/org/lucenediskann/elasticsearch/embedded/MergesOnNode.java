package org.lucenediskann.elasticsearch.embedded;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.Test;
import org.lucenediskann.elasticsearch.http.Client;
import org.lucenediskann.elasticsearch.http.Index;
import org.lucenediskann.elasticsearch.http.Response;
import org.lucenediskann.elasticsearch.http.Vectors;
import org.lucenediskann.elasticsearch.http.Writes;

/** Segments of all kinds, and what their merges leave. */
public class MergesOnNode {

  /** Merges only when told to. */
  private static final String SEGMENTS_STAY =
      ",'merge.policy.segments_per_tier':1000,'merge.policy.max_merge_at_once':1000";

  private final Client client = TestEmbeddedNode.NODE.client();

  private Index create(String name, String vector) {
    return Index.create(
        client, name, Documents.DISKANN + SEGMENTS_STAY, Documents.TAG + "'vec':" + vector);
  }

  @Test
  public void testUpdatesAndDeletes() {
    Index index = create("churn", Index.VECTOR);
    index.add(0, 1500, Documents.with(Documents.FLOATS));
    index.add(1500, 1700, Documents.with(Documents.FLOATS));
    index.delete(LongStream.range(0, 1700).filter(n -> n % 7 == 0));
    index.add(0, 100, Documents.changed(Documents.FLOATS));
    for (int pass = 0; pass < 2; pass++) {
      long alive = 1700 - 243 + 15; // 15 of the deleted are back, changed
      assertEquals(alive, index.countWith("vec"));
      assertTrue(index.recall("vec", "cosine", Documents.QUERIES, null) >= .95);
      for (long number = 700; number < 1700; number += 70) {
        List<String> nearest = index.nearest("vec", Documents.FLOATS.get(number), 1);
        assertFalse("deleted", nearest.contains(String.valueOf(number)));
      }
      for (long number = 0; number < 100; number += 9) {
        assertEquals(
            List.of(String.valueOf(number)),
            index.nearest("vec", Documents.FLOATS.get(number + 1_000_000), 1));
      }
      index.forceMerge();
      assertEquals(1, index.segments());
    }
  }

  /** A small segment joins a large one: its graph is kept. */
  @Test
  public void testPlanIsReported() {
    Index index = create("plan", Index.VECTOR);
    index.add(0, 3000, Documents.with(Documents.FLOATS)).forceMerge();
    Writes before = client.writes();
    index.add(3000, 3030, Documents.with(Documents.FLOATS)).forceMerge();
    Writes after = client.writes();
    assertEquals(1, after.mergedGraphs() - before.mergedGraphs());
    assertEquals(1, after.plans() - before.plans());
    assertEquals(
        1, after.of("/merges/plans/insert") - before.json().at("/merges/plans/insert").asLong());
    assertEquals(3030, after.of("/merges/vectors") - before.of("/merges/vectors"));
    assertTrue(index.recall("vec", "cosine", Documents.QUERIES, null) >= .95);
  }

  /** 384 dimensions, every segment with a graph of its one vector. */
  @Test
  public void testManySegmentsOfOneDocument() {
    Vectors vectors = Vectors.floats(384, 5);
    Index index =
        create(
            "ones",
            Documents.mapping("float", 384, "cosine", "'type':'hnsw','flat_index_threshold':0"));
    Writes before = client.writes();
    for (long number = 0; number < 300; number++) {
      index.add(number, number + 1, Documents.with(vectors));
    }
    assertEquals(300, index.segments());
    Writes flushed = client.writes();
    assertEquals(300, flushed.flushes() - before.flushes());
    assertEquals(0, flushed.of("/flushes/deferred") - before.of("/flushes/deferred"));
    index.forceMerge();
    assertEquals(1, index.segments());
    assertEquals(1, client.writes().mergedGraphs() - flushed.mergedGraphs());
    assertEquals(300, index.countWith("vec"));
    for (long number = 0; number < 300; number += 10) {
      assertEquals(List.of(String.valueOf(number)), index.nearest("vec", vectors.get(number), 1));
    }
  }

  /** Elasticsearch keeps such a segment: until a flush, replicas may ask for its history. */
  @Test
  public void testSegmentOfDeletedDocuments() {
    Index index =
        create(
            "deleted",
            Documents.mapping("float", 16, "cosine", "'type':'hnsw','flat_index_threshold':0"));
    index.add(0, 900, Documents.with(Documents.FLOATS));
    index.add(900, 1000, Documents::tagged);
    index.delete(LongStream.range(0, 900));
    assertEquals(900, vectorsOfDeadSegments("deleted"));
    assertEquals(List.of(), index.nearest("vec", Documents.FLOATS.get(1), 10));
    index.forceMerge();
    assertEquals(100, index.count());
    assertEquals(0, index.countWith("vec"));
    assertEquals(List.of(), index.nearest("vec", Documents.FLOATS.get(1), 10));
    index.add(2000, 2900, Documents.with(Documents.FLOATS)).forceMerge();
    assertEquals(900, index.countWith("vec"));
    assertEquals("2345", index.nearest("vec", Documents.FLOATS.get(2345), 1).get(0));
  }

  /** Deleted documents in segments with vectors of this format and without a live document. */
  private long vectorsOfDeadSegments(String index) {
    long deleted = 0;
    for (JsonNode segment :
        client
            .send("GET", "/" + index + "/_segments?vector_formats=true")
            .at("/indices/" + index + "/shards/0/0/segments")) {
      if (segment.at("/attributes/DiskAnn").asText().equals("[vec]")) {
        assertEquals(segment.toString(), 0, segment.at("/num_docs").asInt());
        deleted += segment.at("/deleted_docs").asInt();
      }
    }
    return deleted;
  }

  /** Vectors without a graph get one at a force merge that is worth it. */
  @Test
  public void testDeferral() {
    Index index =
        create(
            "deferral",
            Documents.mapping(
                "float", 16, "cosine", "'type':'hnsw','flat_index_threshold':100000"));
    Writes before = client.writes();
    index.add(0, 900, Documents.with(Documents.FLOATS));
    index.add(900, 1800, Documents.with(Documents.FLOATS));
    Writes flushed = client.writes();
    assertEquals(
        flushed.flushes() - before.flushes(),
        flushed.of("/flushes/deferred") - before.of("/flushes/deferred"));
    assertEquals(1.0, index.recall("vec", "cosine", Documents.QUERIES, null), 0);
    assertEquals(0, graphBytes("deferral"));
    index.forceMerge();
    assertEquals(1, client.writes().mergedGraphs() - flushed.mergedGraphs());
    assertEquals(4L * 32 * 1800 + 4L * (1 + 24) * 64, graphBytes("deferral")); // and a router
  }

  /** The graph's size that Elasticsearch reports for the field, in bytes. */
  private long graphBytes(String index) {
    JsonNode offHeap =
        client
            .send("GET", "/" + index + "/_stats/dense_vector")
            .at("/indices/" + index + "/primaries/dense_vector/off_heap");
    assertEquals(4 * 16 * 1800, offHeap.at("/total_vec_size_bytes").asLong());
    return offHeap.at("/fielddata/vec/graph_size_bytes").asLong();
  }

  /** A mapping may be given more connections; older graphs are then built anew. */
  @Test
  public void testMoreConnections() {
    Index index = create("wider", Index.VECTOR);
    index.add(0, 900, Documents.with(Documents.FLOATS));
    String wider =
        "{'properties':{'vec':"
            + Documents.mapping("float", 16, "cosine", "'type':'hnsw','m':32,'ef_construction':200")
            + "}}";
    client.send("PUT", "/wider/_mapping", wider.replace('\'', '"'));
    index.add(900, 1000, Documents.with(Documents.FLOATS)).forceMerge();
    assertEquals(1, index.segments());
    assertTrue(index.recall("vec", "cosine", Documents.QUERIES, null) >= .95);
  }

  @Test
  public void testOptionsOutOfRange() {
    create("range", Documents.mapping("float", 16, "cosine", "'type':'hnsw','m':513"));
    Response response =
        client.trySend(
            "PUT", "/range/_doc/1", Documents.with(Documents.FLOATS).apply(1).toString());
    assertEquals(response.body().toString(), 400, response.status());
    assertTrue(
        response.body().toString(),
        response.body().toString().contains("m must be in [1, 512]; m=513"));
  }
}
