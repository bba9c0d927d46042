package org.lucenediskann.it;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.Bits;
import org.junit.Assert;

/**
 * A numbered stream of additions, updates and deletions that follows from a seed alone, so that
 * whoever knows how many of them an index has seen knows what must be in it.
 */
final class Ledger {

  static final String FIELD = "v";
  static final String ID = "id";
  static final String VERSION = "version";
  static final int DIMENSION = 8;

  private static final int HITS = 10;
  private static final int IDS = 3000;
  private static final int CLUSTERS = 30;
  private static final float SPREAD = .3f;
  private static final int DELETE_EVERY = 9;

  private final long seed;

  Ledger(long seed) {
    this.seed = seed;
  }

  /** Random numbers of one operation. */
  private SplittableRandom random(long operation) {
    return new SplittableRandom(seed * 31 + operation * 0x9E3779B97F4A7C15L);
  }

  private int id(long operation) {
    return random(operation).nextInt(IDS);
  }

  private boolean deletes(long operation) {
    return random(operation).split().nextInt(DELETE_EVERY) == 0;
  }

  /** The vector that an operation adds. */
  float[] vector(long operation) {
    SplittableRandom random = random(operation).split();
    SplittableRandom center = new SplittableRandom(random.nextInt(CLUSTERS));
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) (center.nextDouble() + SPREAD * (random.nextDouble() - .5));
    }
    return vector;
  }

  /** Does an operation. */
  void apply(long operation, IndexWriter writer) throws IOException {
    Term term = new Term(ID, Integer.toString(id(operation)));
    if (deletes(operation)) {
      writer.deleteDocuments(term);
      return;
    }
    writer.updateDocument(term, document(id(operation), operation));
  }

  /** What an operation makes of a document. */
  Document document(int id, long operation) {
    Document document = new Document();
    document.add(new StringField(ID, Integer.toString(id), Field.Store.NO));
    document.add(new NumericDocValuesField(VERSION, operation));
    document.add(new KnnFloatVectorField(FIELD, vector(operation)));
    return document;
  }

  /** By id the operation that wrote the document, after the first so many. */
  TreeMap<Integer, Long> after(long operations) {
    TreeMap<Integer, Long> live = new TreeMap<>();
    for (long operation = 0; operation < operations; operation++) {
      if (deletes(operation)) {
        live.remove(id(operation));
      } else {
        live.put(id(operation), operation);
      }
    }
    return live;
  }

  /** The index holds these documents, by id the operation that wrote them, and no others. */
  void assertHolds(DirectoryReader reader, Map<Integer, Long> expected) throws IOException {
    Set<Long> missing = new HashSet<>(expected.values());
    for (LeafReaderContext leaf : reader.leaves()) {
      takeAway(missing, leaf.reader());
    }
    Assert.assertEquals("missing", Set.of(), missing);
    Assert.assertEquals(expected.size(), reader.numDocs());
  }

  /** Removes the live documents of a segment, which must be there once; all have their vectors. */
  private void takeAway(Set<Long> missing, LeafReader segment) throws IOException {
    FloatVectorValues vectors = segment.getFloatVectorValues(FIELD);
    KnnVectorValues.DocIndexIterator docs = vectors.iterator();
    Bits live = segment.getLiveDocs();
    while (docs.nextDoc() != KnnVectorValues.DocIndexIterator.NO_MORE_DOCS) {
      long version = version(segment, docs.docID());
      Assert.assertArrayEquals(vector(version), vectors.vectorValue(docs.index()), 0f);
      if (live == null || live.get(docs.docID())) {
        Assert.assertTrue("not to be there: " + version, missing.remove(version));
      }
    }
  }

  private static long version(LeafReader segment, int doc) throws IOException {
    NumericDocValues versions = segment.getNumericDocValues(VERSION);
    Assert.assertTrue(versions.advanceExact(doc));
    return versions.longValue();
  }

  /**
   * Searches for the ten nearest of a vector that no operation adds; every hit must be one of the
   * expected documents, once, with its score.
   *
   * @param expected operations that wrote the documents
   * @return the share of the ten that was found
   */
  double recall(DirectoryReader reader, Collection<Long> expected, long query, int listSize)
      throws IOException {
    float[] target = vector(-1 - query);
    int hitCount = Math.min(HITS, expected.size());
    KnnFloatVectorQuery nearest = new KnnFloatVectorQuery(FIELD, target, listSize);
    ScoreDoc[] hits = new IndexSearcher(reader).search(nearest, HITS).scoreDocs;
    Assert.assertEquals(hitCount, hits.length);
    Set<Long> unseen = new HashSet<>(expected);
    float worst = worstOfBest(expected, target, hitCount) * (1 - 1e-5f);
    double found = 0;
    for (ScoreDoc hit : hits) {
      LeafReaderContext leaf = reader.leaves().get(ReaderUtil.subIndex(hit.doc, reader.leaves()));
      long version = version(leaf.reader(), hit.doc - leaf.docBase);
      Assert.assertTrue("not to be found: " + version, unseen.remove(version));
      Assert.assertEquals(score(target, version), hit.score, 1e-5f);
      found += hit.score >= worst ? 1 : 0;
    }
    return found / hitCount;
  }

  private float score(float[] target, long version) {
    return VectorSimilarityFunction.EUCLIDEAN.compare(target, vector(version));
  }

  private float worstOfBest(Collection<Long> versions, float[] target, int count) {
    double[] scores = versions.stream().mapToDouble(version -> score(target, version)).toArray();
    Arrays.sort(scores);
    return (float) scores[scores.length - count];
  }
}
