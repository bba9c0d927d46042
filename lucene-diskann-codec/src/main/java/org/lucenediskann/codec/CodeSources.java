package org.lucenediskann.codec;

import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.MergeState;

/**
 * A merge as Lucene's writer of codes wants to see it. It asks every reader for the field, also
 * those of segments that do not have it, where most readers throw; and it need not read all vectors
 * for their mean where it finds readers of codes, which know theirs. For COSINE it gets vectors at
 * length 1.
 */
final class CodeSources {

  private CodeSources() {}

  static MergeState of(MergeState state, FieldInfo field) {
    KnnVectorsReader[] readers = new KnnVectorsReader[state.knnVectorsReaders.length];
    for (int i = 0; i < readers.length; i++) {
      FieldInfo info = state.fieldInfos[i].fieldInfo(field.name);
      boolean there = info != null && info.hasVectorValues();
      readers[i] = there ? reader(state.knnVectorsReaders[i], field) : null;
    }
    return new MergeState(
        state.docMaps,
        state.segmentInfo,
        state.mergeFieldInfos,
        state.storedFieldsReaders,
        state.termVectorsReaders,
        state.normsProducers,
        state.docValuesProducers,
        state.fieldInfos,
        state.liveDocs,
        state.fieldsProducers,
        state.pointsReaders,
        readers,
        state.maxDocs,
        state.infoStream,
        state.intraMergeTaskExecutor,
        state.needsIndexSort,
        state.oneMerge);
  }

  private static KnnVectorsReader reader(KnnVectorsReader reader, FieldInfo field) {
    KnnVectorsReader ofField =
        reader instanceof PerFieldKnnVectorsFormat.FieldsReader fields
            ? fields.getFieldReader(field.name)
            : reader;
    if (CodedFields.areNormalized(field)) {
      return new NormalizedReader(ofField);
    }
    return ofField instanceof DiskAnnVectorsReader ours ? ours.withCodes(field.name) : ofField;
  }
}
