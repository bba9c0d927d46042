package org.lucenediskann.codec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.MergeState;
import org.apache.lucene.search.DocIdSetIterator;
import org.lucenediskann.codec.merge.MergeSource;

/**
 * The graphs that a merge can make use of, and where their nodes are in the merged segment. A
 * segment of another format, behind a wrapper, without a graph or with one of another degree or
 * alpha brings vectors only, which nobody needs to be told of.
 */
final class MergeSources {

  private static final int DOCUMENTS_BETWEEN_ABORT_CHECKS = 8192;

  private final MergeState state;
  private final FieldInfo field;
  private final DiskAnnParameters parameters;

  private MergeSources(MergeState state, FieldInfo field, DiskAnnParameters parameters) {
    this.state = state;
    this.field = field;
    this.parameters = parameters;
  }

  /**
   * Finds the graphs.
   *
   * @param merged the field's vectors in the merged segment
   */
  static List<MergeSource> of(
      MergeState state, FieldInfo field, KnnVectorValues merged, DiskAnnParameters parameters)
      throws IOException {
    MergeSources sources = new MergeSources(state, field, parameters);
    List<MergeSource> found = new ArrayList<>();
    DocOrds mergedOrds = null;
    for (int i = 0; i < state.knnVectorsReaders.length; i++) {
      DiskAnnVectorsReader reader = sources.reusable(i);
      if (reader != null) {
        if (mergedOrds == null) {
          mergedOrds = DocOrds.of(merged, state.segmentInfo.maxDoc());
        }
        int[] newOrds = sources.newOrds(reader, state.docMaps[i], mergedOrds);
        double renewed = reader.renewed(field.name);
        found.add(new MergeSource(() -> reader.graph(field.name), newOrds, renewed));
      }
    }
    return found;
  }

  /** The reader of a segment, or null if it has no graph to make use of. */
  private DiskAnnVectorsReader reusable(int index) {
    FieldInfo info = state.fieldInfos[index].fieldInfo(field.name);
    if (info == null || !info.hasVectorValues()) {
      return null;
    }
    KnnVectorsReader reader = state.knnVectorsReaders[index];
    if (reader instanceof PerFieldKnnVectorsFormat.FieldsReader fields) {
      reader = fields.getFieldReader(field.name);
    }
    return reader instanceof DiskAnnVectorsReader ours
            && ours.hasGraph(field, parameters.maxDegree(), parameters.alpha())
        ? ours
        : null;
  }

  private int[] newOrds(
      DiskAnnVectorsReader reader, MergeState.DocMap documents, DocOrds mergedOrds)
      throws IOException {
    KnnVectorValues values =
        switch (field.getVectorEncoding()) {
          case FLOAT32 -> reader.getFloatVectorValues(field.name);
          case BYTE -> reader.getByteVectorValues(field.name);
          default -> throw new IllegalStateException("encoding " + field.getVectorEncoding());
        };
    int[] newOrds = new int[values.size()];
    KnnVectorValues.DocIndexIterator iterator = values.iterator();
    for (int doc = iterator.nextDoc();
        doc != DocIdSetIterator.NO_MORE_DOCS;
        doc = iterator.nextDoc()) {
      int ord = iterator.index();
      if (ord % DOCUMENTS_BETWEEN_ABORT_CHECKS == 0) {
        state.checkAborted();
      }
      int newDoc = documents.get(doc);
      newOrds[ord] = newDoc < 0 ? MergeSource.DEAD : mergedOrds.ord(newDoc);
    }
    return newOrds;
  }
}
