package org.lucenediskann.codec;

import java.io.UncheckedIOException;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.search.KnnCollector;

/**
 * Hands on what can be a hit: a document that is in the segment, with a score that is a number.
 * Which document an ordinal stands for is read from a file of Lucene's vector format without a
 * check, and only hits are looked up. A score is none where products overflow, or where the file
 * holds no number, and would rank first.
 */
final class SegmentCollector extends KnnCollector.Decorator {

  private final String segment;
  private final int maxDoc;

  SegmentCollector(KnnCollector collector, String segment, int maxDoc) {
    super(collector);
    this.segment = segment;
    this.maxDoc = maxDoc;
  }

  /**
   * Collects a document.
   *
   * @throws UncheckedIOException of a {@link CorruptIndexException} if there is no such document
   */
  @Override
  public boolean collect(int doc, float score) {
    if (doc < 0 || doc >= maxDoc) {
      throw new UncheckedIOException(
          new CorruptIndexException("a vector of document " + doc + ", maxDoc=" + maxDoc, segment));
    }
    return !Float.isNaN(score) && super.collect(doc, score);
  }
}
