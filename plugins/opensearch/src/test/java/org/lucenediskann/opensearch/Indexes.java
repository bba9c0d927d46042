package org.lucenediskann.opensearch;

/** Bodies for the creation of indexes with vectors in a field {@code v}. */
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
}
