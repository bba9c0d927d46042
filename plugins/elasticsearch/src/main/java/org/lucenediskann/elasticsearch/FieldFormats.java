package org.lucenediskann.elasticsearch;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.logging.log4j.Logger;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.elasticsearch.index.mapper.MappedFieldType;
import org.elasticsearch.index.mapper.vectors.DenseVectorFieldMapper.DenseVectorFieldType;
import org.elasticsearch.index.mapper.vectors.DenseVectorFieldMapper.ElementType;
import org.elasticsearch.index.mapper.vectors.DenseVectorFieldMapper.HnswIndexOptions;
import org.lucenediskann.codec.DiskAnnParameters;
import org.lucenediskann.codec.DiskAnnVectorsFormat;

/**
 * The vector format that each field of one index is written with: this one for float and byte
 * fields of type {@code hnsw}, Elasticsearch's choice for everything else.
 */
final class FieldFormats extends PerFieldKnnVectorsFormat {

  private static final String NO_TYPE = "none";

  /** Makes the choice for an index. */
  interface Factory {

    /**
     * Puts it over another.
     *
     * @param elasticsearch chooses for all other fields
     */
    FieldFormats over(KnnVectorsFormat elasticsearch);
  }

  private final Function<String, MappedFieldType> fieldTypes;
  private final KnnVectorsFormat elasticsearch;
  private final int buildMemoryMB;
  private final WriteCounters counters;
  private final Logger logger;

  /** One for each combination, since fields of the same format share files. */
  private final Map<DiskAnnParameters, KnnVectorsFormat> formats = new ConcurrentHashMap<>();

  /** Fields that the log has told of. */
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  FieldFormats(
      Function<String, MappedFieldType> fieldTypes,
      KnnVectorsFormat elasticsearch,
      int buildMemoryMB,
      WriteCounters counters,
      Logger logger) {
    this.fieldTypes = fieldTypes;
    this.elasticsearch = elasticsearch;
    this.buildMemoryMB = buildMemoryMB;
    this.counters = counters;
    this.logger = logger;
  }

  /** Asked once for each field of each segment that is written. */
  @Override
  public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
    if (graphOptions(field).isEmpty()) {
      tellOf(field);
    }
    return format(field);
  }

  /** Asked before anything is written. */
  @Override
  public int getMaxDimensions(String field) {
    return format(field).getMaxDimensions(field);
  }

  private KnnVectorsFormat format(String field) {
    return graphOptions(field)
        .map(options -> options.parameters(buildMemoryMB))
        .map(parameters -> formats.computeIfAbsent(parameters, this::newFormat))
        .orElseGet(() -> elasticsearchFormat(field));
  }

  /** What a mapping asks for; empty if the field is not for this format. */
  private Optional<GraphOptions> graphOptions(String field) {
    return fieldTypes.apply(field) instanceof DenseVectorFieldType type
            && type.getIndexOptions() instanceof HnswIndexOptions options
            && isStored(type)
        ? Optional.of(GraphOptions.of(options))
        : Optional.empty();
  }

  /** Bits and half floats are bytes to Lucene, with distances of Elasticsearch's own. */
  private static boolean isStored(DenseVectorFieldType type) {
    return switch (type.getElementType()) {
      case FLOAT, BYTE -> true;
      default -> false;
    };
  }

  private KnnVectorsFormat newFormat(DiskAnnParameters parameters) {
    return new DiskAnnVectorsFormat(parameters).withObserver(counters);
  }

  private KnnVectorsFormat elasticsearchFormat(String field) {
    return elasticsearch instanceof PerFieldKnnVectorsFormat byField
        ? byField.getKnnVectorsFormatForField(field)
        : elasticsearch;
  }

  /** Who set {@code index.diskann} may not know what type a field has that was given none. */
  private void tellOf(String field) {
    String type = type(field);
    counters.leftTo(type);
    if (told.add(field)) {
      logger.info("[{}] is not written by diskann: its type is {}", field, type);
    }
  }

  /** What a mapping has for {@code index_options.type}, and for {@code element_type}. */
  private String type(String field) {
    if (!(fieldTypes.apply(field) instanceof DenseVectorFieldType type)) {
      return NO_TYPE;
    }
    String name =
        type.getIndexOptions() == null ? NO_TYPE : type.getIndexOptions().getType().getName();
    return type.getElementType() == ElementType.FLOAT ? name : name + " " + type.getElementType();
  }
}
