package org.lucenediskann.codec.tool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.lucenediskann.codec.DiskAnnCodec;
import org.lucenediskann.codec.DiskAnnParameters;
import org.lucenediskann.codec.DiskAnnVectorsFormat;
import org.lucenediskann.codec.WriteObserver;

/** Which format each field of an index is rewritten in: the one it has. */
final class FieldFormats extends PerFieldKnnVectorsFormat {

  private final AskedParameters asked;
  private final WriteObserver observer;
  private final Map<String, DiskAnnParameters> ours = new HashMap<>(); // by field
  private final Map<String, String> others = new HashMap<>(); // names of formats by field
  private final Map<DiskAnnParameters, KnnVectorsFormat> formats = new HashMap<>();
  private final Map<String, KnnVectorsFormat> otherFormats = new HashMap<>(); // by name

  /**
   * No fields yet.
   *
   * @param observer is told of every field of ours
   */
  FieldFormats(AskedParameters asked, WriteObserver observer) {
    this.asked = asked;
    this.observer = observer;
  }

  /** Learns the fields of a segment; what a later one has of a field counts. */
  void add(OpenSegment segment) throws IOException {
    for (StoredField field : segment.fields()) {
      ours.put(field.info().name, asked.of(field.entry()));
    }
    for (OpenSegment.OtherField field : segment.otherFields()) {
      others.put(field.name(), field.format());
    }
  }

  /** Written now by one thread of the writer, now by another. */
  @Override
  public synchronized KnnVectorsFormat getKnnVectorsFormatForField(String field) {
    DiskAnnParameters parameters = ours.get(field);
    if (parameters == null && others.containsKey(field)) {
      return otherFormats.computeIfAbsent(others.get(field), KnnVectorsFormat::forName);
    }
    return formats.computeIfAbsent(
        parameters, key -> new DiskAnnVectorsFormat(key).withObserver(observer));
  }

  /** Fields that keep another format. */
  List<Section> others() {
    List<Section> left = new ArrayList<>();
    for (Map.Entry<String, String> field : others.entrySet()) {
      if (!ours.containsKey(field.getKey())) {
        left.add(new OpenSegment.OtherField(field.getKey(), field.getValue()).section());
      }
    }
    return left;
  }

  /**
   * The codec that wrote the index, with these formats; ours if there were several.
   *
   * @throws UsageException if it cannot keep several formats apart
   */
  Codec codec(SegmentInfos commit) {
    Set<Codec> codecs = new HashSet<>();
    for (SegmentCommitInfo segment : commit) {
      codecs.add(segment.info.getCodec());
    }
    Codec codec = codecs.size() == 1 ? codecs.iterator().next() : new DiskAnnCodec();
    if (!(codec.knnVectorsFormat() instanceof PerFieldKnnVectorsFormat)) {
      throw new UsageException(
          "segments of codec " + codec.getName() + " can be rebuilt only by its own writer");
    }
    return new FilterCodec(codec.getName(), codec) {
      @Override
      public KnnVectorsFormat knnVectorsFormat() {
        return FieldFormats.this;
      }
    };
  }
}
