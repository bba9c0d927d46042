package org.lucenediskann.benchmarks.engines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.Set;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.data.Metric;

/**
 * {@code diskann_vector} and {@code diskann} beside {@code knn_vector} and {@code knn} of
 * opensearch-knn, in the library it chooses or in one that the format names.
 */
record OpenSearch() implements Engine {
  private static final String STOCK = "hnsw";
  private static final String IN_LIBRARY = "_" + STOCK;

  @Override
  public String label() {
    return "OpenSearch";
  }

  @Override
  public Set<String> formats() {
    return Set.of(EngineFormat.OURS, STOCK, "faiss" + IN_LIBRARY, "lucene" + IN_LIBRARY);
  }

  @Override
  public void addSettings(ObjectNode settings, EngineFormat format) {
    settings.put(format.isOurs() ? "index.diskann" : "index.knn", true);
  }

  @Override
  public void addMapping(ObjectNode field, EngineFormat format, DataSet data, boolean bytes) {
    field
        .put("type", format.isOurs() ? "diskann_vector" : "knn_vector")
        .put("dimension", data.base().dimension())
        .put("data_type", bytes ? "byte" : "float");
    ObjectNode method = field.putObject("method");
    method.put("name", STOCK).put("space_type", spaceType(data.metric()));
    if (format.name().endsWith(IN_LIBRARY)) {
      method.put("engine", format.name().replace(IN_LIBRARY, ""));
    }
    method
        .putObject("parameters")
        .put("m", format.m())
        .put("ef_construction", format.efConstruction());
  }

  private static String spaceType(Metric metric) {
    return switch (metric) {
      case EUCLIDEAN -> "l2";
      case DOT, MIP -> "innerproduct";
      case COSINE -> "cosinesimil";
    };
  }

  @Override
  public void addSearch(ObjectNode body, EngineFormat format, String vector, int k, int listSize) {
    body.putObject("query")
        .putObject(format.isOurs() ? "diskann" : "knn")
        .putObject(FIELD)
        .put("k", k)
        .putRawValue("vector", new RawValue(vector))
        .putObject("method_parameters")
        .put("ef_search", listSize);
  }

  @Override
  public String statisticsPath() {
    return "/_plugins/_diskann/stats";
  }

  @Override
  public long vectorsWritten(JsonNode statistics) {
    long written = 0;
    for (JsonNode node : statistics.path("nodes")) {
      written += node.at("/flush/vectors").asLong() + node.at("/merge/vectors").asLong();
    }
    return written;
  }

  @Override
  public boolean tellsVisited() {
    return false;
  }
}
