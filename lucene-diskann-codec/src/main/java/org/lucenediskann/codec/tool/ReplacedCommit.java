package org.lucenediskann.codec.tool;

import java.util.List;
import org.apache.lucene.index.IndexCommit;
import org.apache.lucene.index.IndexDeletionPolicy;

/** A new commit replaces the last one; older ones that somebody kept stay. */
final class ReplacedCommit extends IndexDeletionPolicy {

  private long replaced = -1; // generation of the last commit that was there at first

  @Override
  public void onInit(List<? extends IndexCommit> commits) {
    if (!commits.isEmpty()) {
      replaced = commits.getLast().getGeneration();
    }
  }

  @Override
  public void onCommit(List<? extends IndexCommit> commits) {
    for (IndexCommit commit : commits.subList(0, commits.size() - 1)) {
      if (commit.getGeneration() == replaced) {
        commit.delete();
      }
    }
  }
}
