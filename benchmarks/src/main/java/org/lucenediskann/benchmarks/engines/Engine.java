package org.lucenediskann.benchmarks.engines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.lucenediskann.benchmarks.data.DataSet;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What an engine calls things. */
sealed interface Engine permits Elasticsearch, OpenSearch {
  /** The field that holds the vectors. */
  String FIELD = "vec";

  /** Reads the option. */
  final class Converter implements ITypeConverter<Engine> {
    @Override
    public Engine convert(String value) {
      return switch (value) {
        case "elasticsearch" -> new Elasticsearch();
        case "opensearch" -> new OpenSearch();
        default -> throw new TypeConversionException("--engine is elasticsearch or opensearch");
      };
    }
  }

  /** Its name. */
  String label();

  /** Names of formats that it has. */
  Set<String> formats();

  /** Puts what an index needs for {@code format} into its settings. */
  void addSettings(ObjectNode settings, EngineFormat format);

  /**
   * Puts the mapping of the field into {@code field}.
   *
   * @param bytes whether values are whole numbers from −128 to 127
   */
  void addMapping(ObjectNode field, EngineFormat format, DataSet data, boolean bytes);

  /**
   * Puts a search into the body of a request.
   *
   * @param vector as JSON
   * @param listSize candidates in each shard
   */
  void addSearch(ObjectNode body, EngineFormat format, String vector, int k, int listSize);

  /** Where the plugin tells what it has written. */
  String statisticsPath();

  /** How many vectors that were, by {@link #statisticsPath()}. */
  long vectorsWritten(JsonNode statistics);

  /** Whether the profile of a search tells how many vectors were compared. */
  boolean tellsVisited();
}
