package org.lucenediskann.opensearch;

import com.fasterxml.jackson.databind.JsonNode;

/** Indexes with vectors in a field {@code v}. */
final class Indexes {

  private Indexes() {}

  /** One shard without replicas, {@code settings} after a comma. */
  static String body(String settings, String field) {
    return "{'settings':{'index.diskann':true,'number_of_shards':1,'number_of_replicas':0"
        + (settings.isEmpty() ? "" : "," + settings)
        + "},'mappings':{'properties':{'v':"
        + field
        + ",'tag':{'type':'integer'},'rank':{'type':'integer'}}}}";
  }

  static String field(String spaceType, int dimension) {
    return "{'type':'diskann_vector','space_type':'"
        + spaceType
        + "','dimension':"
        + dimension
        + "}";
  }

  /** The same, with a graph in every segment, however small. */
  static String fieldWithGraphs(String spaceType, int dimension) {
    return field(spaceType, dimension)
        .replace("}", ",'method':{'name':'diskann','parameters':{'deferral':'never'}}}");
  }

  /** The segments of the only shard, by name. */
  static JsonNode segments(Http http, String index) {
    return http.get("/" + index + "/_segments").at("/indices/" + index + "/shards/0/0/segments");
  }
}
