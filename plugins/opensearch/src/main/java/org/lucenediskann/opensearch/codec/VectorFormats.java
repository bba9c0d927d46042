package org.lucenediskann.opensearch.codec;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.lucenediskann.codec.DiskAnnParameters;
import org.lucenediskann.codec.DiskAnnVectorsFormat;
import org.lucenediskann.codec.WriteObserver;

/** One format for all fields with the same parameters, so that they share files. */
final class VectorFormats {

  private final int buildMemoryMB;
  private final WriteObserver observer;
  private final Map<DiskAnnParameters, KnnVectorsFormat> formats = new ConcurrentHashMap<>();

  VectorFormats(int buildMemoryMB, WriteObserver observer) {
    this.buildMemoryMB = buildMemoryMB;
    this.observer = observer;
  }

  KnnVectorsFormat with(DiskAnnParameters parameters) {
    return formats.computeIfAbsent(
        parameters,
        p ->
            new DiskAnnVectorsFormat(
                    p.withBuildMemoryMB(buildMemoryMB).withMergeMemoryMB(buildMemoryMB))
                .withObserver(observer));
  }
}
