package org.lucenediskann.opensearch.zip;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.lucenediskann.opensearch.EmbeddedNode;
import org.lucenediskann.opensearch.Http;
import org.opensearch.common.settings.Settings;

/**
 * The zip as it is delivered. Here neither the plugin nor the codec are on the class path: the node
 * finds them where OpenSearch's tool put them, checks them for jar hell and loads them itself.
 */
public class TestInstalledZip {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void testContent() throws IOException {
    try (ZipFile zip = new ZipFile(Installation.ZIP.toFile())) {
      Set<String> names = new TreeSet<>();
      zip.stream().map(ZipEntry::getName).forEach(names::add);
      names.removeIf(name -> name.matches("(lucene-diskann-codec|opensearch-diskann)-[^/]*\\.jar"));
      assertEquals(Set.of("LICENSE", "NOTICE", "plugin-descriptor.properties"), names);
      assertEquals(5, zip.size());
    }
    String readme = Files.readString(Path.of("README.md"));
    assertTrue("the zip's name", readme.contains(Installation.ZIP.getFileName() + "\""));
  }

  @Test
  public void testNothingOfItIsOnTheClassPath() {
    for (String name :
        List.of(
            "org.lucenediskann.opensearch.DiskAnnPlugin",
            "org.lucenediskann.codec.DiskAnnVectorsFormat")) {
      assertThrows(ClassNotFoundException.class, () -> Class.forName(name));
    }
  }

  @Test
  public void testNodeLoadsIt() throws IOException, InterruptedException {
    Path home = folder.getRoot().toPath();
    Installation.into(home);
    try (EmbeddedNode node = EmbeddedNode.start(home, Settings.EMPTY, List.of())) {
      Http http = node.http();
      JsonNode plugins = http.get("/_cat/plugins?format=json");
      assertTrue(plugins.toString(), plugins.toString().contains("opensearch-diskann"));
      search(http);
    }
    try (EmbeddedNode node = EmbeddedNode.start(home, Settings.EMPTY, List.of())) {
      Http http = node.http();
      http.get("/_cluster/health/z?wait_for_status=yellow&timeout=300s");
      assertEquals("700", nearest(http).at("/hits/hits/0/_id").asText());
    }
  }

  private static void search(Http http) {
    http.put(
        "/z",
        "{'settings':{'index.diskann':true,'number_of_shards':1},'mappings':{'properties':"
            + "{'v':{'type':'diskann_vector','dimension':2,'space_type':'l2'}}}}");
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      lines.append("{\"index\":{\"_id\":\"").append(i).append("\"}}\n");
      lines.append("{\"v\":[").append(i).append(',').append(i % 7).append("]}\n");
    }
    http.bulk("z", lines.toString());
    http.post("/z/_forcemerge?max_num_segments=1");
    http.post("/z/_flush");
    http.post("/z/_refresh"); // what is counted is what a search sees
    assertEquals("700", nearest(http).at("/hits/hits/0/_id").asText());
    JsonNode stats = http.get("/_plugins/_diskann/stats").get("nodes").iterator().next();
    assertEquals(stats.toString(), 1000, stats.at("/flush/vectors").asInt());
    assertEquals(stats.toString(), 1000, stats.at("/segments/vectors").asInt());
  }

  private static JsonNode nearest(Http http) {
    return http.post("/z/_search", "{'query':{'diskann':{'v':{'vector':[700.1,0.1],'k':3}}}}");
  }
}
