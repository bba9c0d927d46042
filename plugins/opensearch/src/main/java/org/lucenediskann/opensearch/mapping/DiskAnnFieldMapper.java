package org.lucenediskann.opensearch.mapping;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.lucenediskann.codec.DiskAnnParameters;
import org.lucenediskann.codec.DiskAnnVectorsFormat;
import org.opensearch.common.settings.Settings;
import org.opensearch.core.xcontent.XContentParser;
import org.opensearch.index.mapper.Mapper;
import org.opensearch.index.mapper.ParametrizedFieldMapper;
import org.opensearch.index.mapper.ParseContext;

/**
 * Vectors of one dimension, at most one for each document, with a graph over those of a segment.
 *
 * <pre>{@code
 * "v": {"type": "diskann_vector", "dimension": 768, "space_type": "cosinesimil",
 *       "method": {"name": "diskann", "parameters": {"max_degree": 32}}}
 * }</pre>
 */
public final class DiskAnnFieldMapper extends ParametrizedFieldMapper {

  /** The type's name. */
  public static final String TYPE = "diskann_vector";

  /** The name under which it may stand in for k-NN's. */
  public static final String KNN_TYPE = "knn_vector";

  private final Draft draft; // as configured

  private DiskAnnFieldMapper(
      String simpleName,
      DiskAnnFieldType type,
      MultiFields multiFields,
      CopyTo copyTo,
      Draft draft) {
    super(simpleName, type, multiFields, copyTo);
    this.draft = draft;
  }

  /** Reads mappings of fields that go by a type name. */
  public static TypeParser parser(String typeName) {
    return new TypeParser(
        (name, context) -> {
          checkIndex(name, typeName, context.getSettings());
          return new Draft(name, typeName);
        });
  }

  /** Elsewhere the field would get Lucene's own graphs, and nobody would notice. */
  private static void checkIndex(String name, String typeName, Settings indexSettings) {
    if (!DiskAnnIndex.ENABLED.get(indexSettings)) {
      throw new IllegalArgumentException(
          "field ["
              + name
              + "] of type ["
              + typeName
              + "] needs an index created with [index.diskann: true]");
    }
  }

  @Override
  public DiskAnnFieldType fieldType() {
    return (DiskAnnFieldType) super.fieldType();
  }

  @Override
  public boolean parsesArrayValue() {
    return true;
  }

  @Override
  protected void parseCreateField(ParseContext context) throws IOException {
    XContentParser parser = context.parser();
    if (parser.currentToken() == XContentParser.Token.VALUE_NULL) {
      return;
    }
    DiskAnnFieldType type = fieldType();
    String what = "the vector of field [" + name() + "]";
    if (context.doc().getByKey(name()) != null) {
      throw new IllegalArgumentException(what + " is given twice in one document");
    }
    float[] vector = vector(what, parser);
    type.check(what, vector);
    context
        .doc()
        .addWithKey(name(), type.dataType().field(name(), vector, type.spaceType().similarity()));
  }

  private float[] vector(String what, XContentParser parser) throws IOException {
    if (parser.currentToken() != XContentParser.Token.START_ARRAY) {
      throw new IllegalArgumentException(
          what + " must be an array of numbers; found " + parser.currentToken());
    }
    float[] vector = new float[fieldType().dimension()];
    int length = 0;
    while (parser.nextToken() != XContentParser.Token.END_ARRAY) {
      if (parser.currentToken() != XContentParser.Token.VALUE_NUMBER) {
        throw new IllegalArgumentException(
            what + " must be an array of numbers; found " + parser.currentToken());
      }
      if (length < vector.length) {
        vector[length] = parser.floatValue();
      }
      length++;
    }
    return length == vector.length ? vector : Arrays.copyOf(vector, length);
  }

  @Override
  public Builder getMergeBuilder() {
    return new Draft(simpleName(), draft.typeName).init(this);
  }

  @Override
  protected String contentType() {
    return draft.typeName;
  }

  /** A mapping being read, changed or given back. */
  private static final class Draft extends Builder {

    private static final int NOT_GIVEN = 0;

    private final String typeName;
    private final Parameter<Integer> dimension =
        parameter(
            "dimension", NOT_GIVEN, Draft::dimension, mapper -> mapper.draft.dimension.getValue());
    private final Parameter<SpaceType> spaceType =
        parameter(
                "space_type",
                (SpaceType) null,
                node -> SpaceType.of(String.valueOf(node)),
                mapper -> mapper.draft.spaceType.getValue())
            .setSerializer(
                (builder, name, value) -> builder.field(name, value.word()), String::valueOf);
    private final Parameter<DataType> dataType =
        parameter(
                "data_type",
                DataType.FLOAT,
                node -> DataType.of(String.valueOf(node)),
                mapper -> mapper.draft.dataType.getValue())
            .setSerializer(
                (builder, name, value) -> builder.field(name, value.word()), DataType::word);
    private final Parameter<Method> method =
        parameter("method", Method.DEFAULT, this::method, mapper -> mapper.draft.method.getValue())
            .setSerializer(
                (builder, name, value) -> builder.field(name, value.body()),
                value -> String.valueOf(value.body()));
    private final Parameter<String> mode =
        parameter("mode", null, String::valueOf, mapper -> mapper.draft.mode.getValue());
    private final Parameter<String> compressionLevel =
        parameter(
            "compression_level",
            null,
            String::valueOf,
            mapper -> mapper.draft.compressionLevel.getValue());
    private final Parameter<Map<String, String>> meta = Parameter.metaParam();

    Draft(String name, String typeName) {
      super(name);
      this.typeName = typeName;
    }

    /** One that cannot be changed once the field exists. */
    private static <T> Parameter<T> parameter(
        String name,
        T standard,
        Function<Object, T> parser,
        Function<DiskAnnFieldMapper, T> initializer) {
      return new Parameter<>(
          name,
          false,
          () -> standard,
          (field, context, node) -> parser.apply(node),
          mapper -> initializer.apply((DiskAnnFieldMapper) mapper));
    }

    private static int dimension(Object node) {
      int max = DiskAnnVectorsFormat.MAX_DIMENSIONS;
      if (node instanceof Integer dimension && dimension > 0 && dimension <= max) {
        return dimension;
      }
      throw new IllegalArgumentException(
          "dimension must be a whole number in [1, " + max + "]; dimension=" + node);
    }

    private Method method(Object node) {
      return Method.parse(node, typeName.equals(KNN_TYPE));
    }

    @Override
    protected List<Parameter<?>> getParameters() {
      return List.of(dimension, spaceType, dataType, method, mode, compressionLevel, meta);
    }

    @Override
    public DiskAnnFieldMapper build(Mapper.BuilderContext context) {
      if (dimension.getValue() == NOT_GIVEN) {
        throw new IllegalArgumentException(
            "field [" + name() + "] of type [" + typeName + "] needs a dimension");
      }
      return new DiskAnnFieldMapper(
          name(), type(context), multiFieldsBuilder.build(this, context), copyTo.build(), this);
    }

    private DiskAnnFieldType type(Mapper.BuilderContext context) {
      DiskAnnParameters parameters =
          Compression.apply(
              mode.getValue(),
              compressionLevel.getValue(),
              dataType.getValue(),
              method.getValue().parameters());
      return new DiskAnnFieldType(
          buildFullName(context),
          typeName,
          dimension.getValue(),
          space(),
          dataType.getValue(),
          parameters,
          meta.getValue());
    }

    /** Given at the top, or in the method, or not. */
    private SpaceType space() {
      SpaceType top = spaceType.getValue();
      SpaceType inMethod = method.getValue().spaceType();
      if (top != null && inMethod != null && top != inMethod) {
        throw new IllegalArgumentException(
            "space_type is [" + top.word() + "], but in the method [" + inMethod.word() + "]");
      }
      return Objects.requireNonNullElse(top, Objects.requireNonNullElse(inMethod, SpaceType.L2));
    }
  }
}
