package org.lucenediskann.codec.tool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.search.DocIdSetIterator;

/** Some vectors of live documents, each as likely as any other. */
final class Sample {

  /** A vector. */
  record Member(int ord, int doc) {}

  private Sample() {}

  /** Chooses by reservoir: one pass over the documents. */
  static List<Member> of(StoredField field, StoredVectors vectors, int count, long seed)
      throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    List<Member> chosen = new ArrayList<>();
    KnnVectorValues.DocIndexIterator documents = vectors.values().iterator();
    long seen = 0;
    for (int doc = documents.nextDoc();
        doc != DocIdSetIterator.NO_MORE_DOCS;
        doc = documents.nextDoc()) {
      if (field.isLive(doc)) {
        seen++;
        Member member = new Member(documents.index(), doc);
        if (chosen.size() < count) {
          chosen.add(member);
        } else {
          long place = random.nextLong(seen);
          if (place < count) {
            chosen.set((int) place, member);
          }
        }
      }
    }
    return chosen;
  }
}
