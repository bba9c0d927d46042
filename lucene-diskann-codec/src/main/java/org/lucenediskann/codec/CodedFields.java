package org.lucenediskann.codec;

import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.DocValuesSkipIndexType;
import org.apache.lucene.index.DocValuesType;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.lucenediskann.codec.store.FieldEntry;

/**
 * Fields as the files of codes know them. Codes for COSINE are codes for DOT_PRODUCT of vectors at
 * length 1: Lucene's own for COSINE are relative to the mean at length 1, which does not exist
 * where vectors cancel out, and lies far from all of them where they nearly do.
 */
final class CodedFields {

  private CodedFields() {}

  static boolean areNormalized(FieldInfo field) {
    return field.getVectorSimilarityFunction() == VectorSimilarityFunction.COSINE;
  }

  static FieldInfo of(FieldInfo field) {
    return new FieldInfo(
        field.name,
        field.number,
        false,
        false,
        false,
        IndexOptions.NONE,
        DocValuesType.NONE,
        DocValuesSkipIndexType.NONE,
        -1,
        new HashMap<>(),
        0,
        0,
        0,
        field.getVectorDimension(),
        field.getVectorEncoding(),
        areNormalized(field)
            ? VectorSimilarityFunction.DOT_PRODUCT
            : field.getVectorSimilarityFunction(),
        false,
        false);
  }

  /**
   * A segment with nothing but such fields.
   *
   * @param entries what the meta file says of each field, by name
   */
  static SegmentReadState of(SegmentReadState state, Map<String, FieldEntry> entries) {
    FieldInfo[] coded =
        entries.entrySet().stream()
            .filter(entry -> entry.getValue().hasCodes())
            .map(entry -> of(state.fieldInfos.fieldInfo(entry.getKey())))
            .toArray(FieldInfo[]::new);
    return new SegmentReadState(
        state.directory,
        state.segmentInfo,
        new FieldInfos(coded),
        state.context,
        state.segmentSuffix);
  }
}
