package org.lucenediskann.elasticsearch.embedded;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.ClassRule;
import org.junit.Test;
import org.lucenediskann.elasticsearch.http.Client;
import org.lucenediskann.elasticsearch.http.Index;
import org.lucenediskann.elasticsearch.http.Vectors;
import org.lucenediskann.elasticsearch.http.Writes;

public class TestEmbeddedNode {

  @ClassRule public static final EmbeddedNode NODE = new EmbeddedNode();

  private static final String DISKANN =
      "'index.diskann':true,'number_of_shards':1,'number_of_replicas':0";
  private static final Vectors VECTORS = Vectors.floats(16, 1);
  private static final Vectors QUERIES = Vectors.floats(16, 2);

  private static ObjectNode document(long number) {
    ObjectNode document = Client.JSON.createObjectNode();
    document.put("tag", number % 10);
    document.set("vec", VECTORS.get(number));
    return document;
  }

  @Test
  public void testSearch() {
    Client client = NODE.client();
    Writes before = client.writes();
    Index index =
        Index.create(client, "search", DISKANN, "'tag':{'type':'integer'},'vec':" + Index.VECTOR);
    for (int batch = 0; batch < 4; batch++) {
      index.add(1000L * batch, 1000L * (batch + 1), TestEmbeddedNode::document);
    }
    assertTrue(client.writes().flushes() - before.flushes() >= 4);
    assertTrue(index.recall("vec", "cosine", QUERIES, null) > .95);
    index.forceMerge();
    assertEquals(1, index.segments());
    assertTrue(index.recall("vec", "cosine", QUERIES, null) > .95);
    System.out.println(client.send("GET", "/_diskann/stats").body());
    System.out.println(client.send("GET", "/search/_segments").body());
    System.out.println(
        client.send("GET", "/search/_stats/dense_vector?include_off_heap=true").body());
    System.out.println(
        client.trySend("POST", "/search/_disk_usage?run_expensive_tasks=true", null).body());
  }
}
