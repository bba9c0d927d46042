package org.lucenediskann.elasticsearch;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.elasticsearch.index.mapper.MappedFieldType;
import org.elasticsearch.index.mapper.vectors.DenseVectorFieldMapper.DenseVectorFieldType;
import org.elasticsearch.index.mapper.vectors.DenseVectorFieldMapper.HnswIndexOptions;
import org.lucenediskann.codec.DiskAnnParameters;
import org.lucenediskann.codec.DiskAnnVectorsFormat;
import org.lucenediskann.codec.WriteObserver;

/**
 * The vector format that each field of one index is written with: this one for float and byte
 * fields of type {@code hnsw}, Elasticsearch's choice for everything else.
 */
final class FieldFormats extends PerFieldKnnVectorsFormat {

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
  private final WriteObserver observer;

  /** One for each combination, since fields of the same format share files. */
  private final Map<DiskAnnParameters, KnnVectorsFormat> formats = new ConcurrentHashMap<>();

  FieldFormats(
      Function<String, MappedFieldType> fieldTypes,
      KnnVectorsFormat elasticsearch,
      int buildMemoryMB,
      WriteObserver observer) {
    this.fieldTypes = fieldTypes;
    this.elasticsearch = elasticsearch;
    this.buildMemoryMB = buildMemoryMB;
    this.observer = observer;
  }

  @Override
  public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
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
    return new DiskAnnVectorsFormat(parameters).withObserver(observer);
  }

  private KnnVectorsFormat elasticsearchFormat(String field) {
    return elasticsearch instanceof PerFieldKnnVectorsFormat byField
        ? byField.getKnnVectorsFormatForField(field)
        : elasticsearch;
  }
}
