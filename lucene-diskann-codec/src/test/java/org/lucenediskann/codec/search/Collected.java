package org.lucenediskann.codec.search;

import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.search.knn.KnnSearchStrategy;

/** Watches a collector of the best k and keeps every hit handed to it. */
class Collected extends KnnCollector.Decorator {

  final Map<Integer, Float> scores = new HashMap<>();
  int handedTwice;

  Collected(int k, int visitLimit, KnnSearchStrategy strategy) {
    super(new TopKnnCollector(k, visitLimit, strategy));
  }

  @Override
  public boolean collect(int doc, float score) {
    if (scores.put(doc, score) != null) {
      handedTwice++;
    }
    return super.collect(doc, score);
  }
}
