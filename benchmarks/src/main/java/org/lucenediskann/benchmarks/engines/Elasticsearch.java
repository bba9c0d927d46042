package org.lucenediskann.benchmarks.engines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.Set;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.data.Metric;

/** {@code dense_vector} and {@code knn}; formats are values of {@code index_options.type}. */
record Elasticsearch() implements Engine {
  private static final String STOCK = "hnsw";

  @Override
  public String label() {
    return "Elasticsearch";
  }

  @Override
  public Set<String> formats() {
    return Set.of(EngineFormat.OURS, STOCK, "int8_hnsw", "int4_hnsw", "bbq_hnsw");
  }

  @Override
  public void addSettings(ObjectNode settings, EngineFormat format) {
    if (format.isOurs()) {
      settings.put("index.diskann", true);
    }
  }

  @Override
  public void addMapping(ObjectNode field, EngineFormat format, DataSet data, boolean bytes) {
    field
        .put("type", "dense_vector")
        .put("element_type", bytes ? "byte" : "float")
        .put("dims", data.base().dimension())
        .put("similarity", similarity(data.metric()))
        .putObject("index_options")
        .put("type", format.isOurs() ? STOCK : format.name())
        .put("m", format.m())
        .put("ef_construction", format.efConstruction());
  }

  private static String similarity(Metric metric) {
    return switch (metric) {
      case EUCLIDEAN -> "l2_norm";
      case DOT -> "dot_product";
      case COSINE -> "cosine";
      case MIP -> "max_inner_product";
    };
  }

  @Override
  public void addSearch(ObjectNode body, EngineFormat format, String vector, int k, int listSize) {
    body.putObject("knn")
        .put("field", FIELD)
        .put("k", k)
        .put("num_candidates", listSize)
        .putRawValue("query_vector", new RawValue(vector));
  }

  @Override
  public String statisticsPath() {
    return "/_diskann/stats";
  }

  @Override
  public long vectorsWritten(JsonNode statistics) {
    return statistics.at("/total/flushes/vectors").asLong()
        + statistics.at("/total/merges/vectors").asLong();
  }

  @Override
  public boolean tellsVisited() {
    return true;
  }
}
