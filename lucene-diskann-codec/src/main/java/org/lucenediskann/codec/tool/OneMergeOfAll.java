package org.lucenediskann.codec.tool;

import java.util.List;
import java.util.Map;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.FilterMergePolicy;
import org.apache.lucene.index.MergeTrigger;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.TieredMergePolicy;

/** Merges when forced, and then all segments at once, be it only one. */
final class OneMergeOfAll extends FilterMergePolicy {

  OneMergeOfAll() {
    super(new TieredMergePolicy());
  }

  @Override
  public MergeSpecification findMerges(
      MergeTrigger trigger, SegmentInfos segments, MergeContext context) {
    return null;
  }

  @Override
  public MergeSpecification findFullFlushMerges(
      MergeTrigger trigger, SegmentInfos segments, MergeContext context) {
    return null;
  }

  /** Only what was there at first: the result is not to be merged again. */
  @Override
  public MergeSpecification findForcedMerges(
      SegmentInfos segments,
      int maxSegments,
      Map<SegmentCommitInfo, Boolean> toMerge,
      MergeContext context) {
    List<SegmentCommitInfo> old =
        segments.asList().stream()
            .filter(segment -> Boolean.TRUE.equals(toMerge.get(segment)))
            .filter(segment -> !context.getMergingSegments().contains(segment))
            .toList();
    if (old.isEmpty()) {
      return null;
    }
    MergeSpecification all = new MergeSpecification();
    all.add(new WithoutGraphs(old));
    return all;
  }

  /** Graphs are not to be copied. */
  private static final class WithoutGraphs extends OneMerge {

    WithoutGraphs(List<SegmentCommitInfo> segments) {
      super(segments);
    }

    @Override
    public CodecReader wrapForMerge(CodecReader reader) {
      return new VectorsOnly(reader);
    }
  }
}
