package org.lucenediskann.benchmarks.churn;

import java.util.List;
import org.lucenediskann.benchmarks.formats.FormatSpec;

/**
 * What to do to which formats.
 *
 * @param formats to measure, in this order
 * @param generations how often documents are replaced
 * @param start share of all rows that are there at first
 * @param delete share of the live documents deleted in a generation
 * @param add share of the live documents added in a generation
 * @param merge how a generation ends
 * @param rebuildEvery generations between two fresh builds to compare with
 * @param k of recall@k
 * @param listSize candidates asked of every segment
 * @param bytes whether vectors are stored as bytes
 */
record ChurnSettings(
    List<FormatSpec> formats,
    int generations,
    double start,
    double delete,
    double add,
    MergeKind merge,
    int rebuildEvery,
    int k,
    int listSize,
    boolean bytes) {

  /** How a generation ends. */
  enum MergeKind {
    /** Everything is merged into one segment. */
    FORCE,
    /** Lucene's merge policy decides. */
    POLICY
  }
}
