package org.lucenediskann.codec.merge;

import java.util.List;
import org.lucenediskann.codec.build.BuildContext;
import org.lucenediskann.codec.build.BuildParameters;
import org.lucenediskann.codec.graph.VectorRows;

/** Who decides how to merge: {@link GraphMerge#plan}, unless plans are to be compared. */
@FunctionalInterface
public interface MergePlanner {

  /** Plans one merge; see {@link GraphMerge#plan}. */
  GraphMerge plan(
      List<MergeSource> sources, VectorRows rows, BuildParameters parameters, BuildContext context);
}
