package org.lucenediskann.opensearch.stats;

import java.io.IOException;
import java.util.Map;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SegmentReader;
import org.apache.lucene.store.AlreadyClosedException;
import org.lucenediskann.codec.DiskAnnVectorsFormat;
import org.lucenediskann.opensearch.mapping.DiskAnnIndex;
import org.opensearch.common.lucene.Lucene;
import org.opensearch.index.IndexService;
import org.opensearch.index.engine.Engine;
import org.opensearch.index.shard.IllegalIndexShardStateException;
import org.opensearch.index.shard.IndexShard;
import org.opensearch.indices.IndicesService;

/** Looks at all open segments of a node; at what is known of them, not at their vectors. */
final class SegmentSurvey {

  private static final String GRAPH = "graph"; // the format's word for the bytes of a graph

  private SegmentSurvey() {}

  static SegmentFigures of(IndicesService indices) throws IOException {
    SegmentFigures figures = SegmentFigures.NONE;
    for (IndexService index : indices) {
      if (DiskAnnIndex.ENABLED.get(index.getIndexSettings().getSettings())) {
        for (IndexShard shard : index) {
          figures = figures.plus(ofShard(shard));
        }
      }
    }
    return figures;
  }

  /** None of a shard that is not open, or not any more. */
  private static SegmentFigures ofShard(IndexShard shard) throws IOException {
    SegmentFigures figures = SegmentFigures.NONE;
    try (Engine.Searcher searcher = shard.acquireSearcher("diskann_stats")) {
      for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
        figures = figures.plus(ofSegment(Lucene.segmentReader(leaf.reader())));
      }
    } catch (IllegalIndexShardStateException | AlreadyClosedException e) {
      return SegmentFigures.NONE;
    }
    return figures;
  }

  private static SegmentFigures ofSegment(SegmentReader segment) throws IOException {
    SegmentFigures figures = SegmentFigures.NONE;
    for (FieldInfo field : segment.getFieldInfos()) {
      String format = field.getAttribute(PerFieldKnnVectorsFormat.PER_FIELD_FORMAT_KEY);
      if (DiskAnnVectorsFormat.NAME.equals(format)) {
        figures = figures.plus(ofField(segment.getVectorReader(), field));
      }
    }
    return figures;
  }

  private static SegmentFigures ofField(KnnVectorsReader reader, FieldInfo field)
      throws IOException {
    long vectors =
        switch (field.getVectorEncoding()) {
          case FLOAT32 -> reader.getFloatVectorValues(field.name).size();
          case BYTE -> reader.getByteVectorValues(field.name).size();
        };
    Map<String, Long> offHeapBytes = reader.getOffHeapByteSize(field);
    return SegmentFigures.ofField(vectors, offHeapBytes.containsKey(GRAPH), offHeapBytes);
  }
}
