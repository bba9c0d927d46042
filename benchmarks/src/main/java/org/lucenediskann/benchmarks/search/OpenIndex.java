package org.lucenediskann.benchmarks.search;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.FixedBitSet;
import org.lucenediskann.benchmarks.index.RowDocument;

/**
 * An index open for searching. Every segment is asked for the same number of candidates, directly,
 * so that nothing but the vectors format is measured.
 */
public final class OpenIndex implements Closeable {
  private static final Collectors TOP =
      (k, listSize) -> new TopKnnCollector(listSize, Integer.MAX_VALUE);

  private final DirectoryReader reader;
  private final int[][] rows; // segment → document → row
  private final boolean bytes;
  private final Collectors collectors;

  /** Makes what a segment is searched with. */
  public interface Collectors {
    /** Collects at least {@code k} hits, the best of {@code listSize} candidates. */
    KnnCollector collector(int k, int listSize);
  }

  /** Opens the index in {@code dir}; {@code bytes} says how its vectors are stored. */
  public OpenIndex(Path dir, boolean bytes) throws IOException {
    this(dir, bytes, TOP);
  }

  /** The same, searched with collectors of the caller's. */
  public OpenIndex(Path dir, boolean bytes, Collectors collectors) throws IOException {
    this(new MMapDirectory(dir), bytes, collectors);
  }

  /** Opens an index of floats; {@code ahead} says what the system reads of it unasked. */
  public static OpenIndex of(Path dir, ReadAhead ahead) throws IOException {
    MMapDirectory directory = new MMapDirectory(dir);
    directory.setReadAdvice(ahead::advice);
    return new OpenIndex(directory, false, TOP);
  }

  private OpenIndex(MMapDirectory directory, boolean bytes, Collectors collectors)
      throws IOException {
    this.collectors = collectors;
    this.reader = DirectoryReader.open(directory);
    this.rows = new int[reader.leaves().size()][];
    this.bytes = bytes;
    for (LeafReaderContext leaf : reader.leaves()) {
      rows[leaf.ord] = readRows(leaf.reader());
    }
  }

  private static int[] readRows(LeafReader leaf) throws IOException {
    int[] rows = new int[leaf.maxDoc()];
    NumericDocValues values = leaf.getNumericDocValues(RowDocument.ROW);
    for (int doc = values.nextDoc(); doc < rows.length; doc = values.nextDoc()) {
      rows[doc] = (int) values.longValue();
    }
    return rows;
  }

  /** Number of segments. */
  public int segments() {
    return rows.length;
  }

  /** Runs Lucene's own queries; they are not cached. */
  public IndexSearcher searcher() {
    IndexSearcher searcher = new IndexSearcher(reader);
    searcher.setQueryCache(null);
    return searcher;
  }

  /** Matches the documents of {@code accepted} rows. */
  public Query matching(BitSet accepted) {
    FixedBitSet[] docs = new FixedBitSet[rows.length];
    for (int segment = 0; segment < rows.length; segment++) {
      docs[segment] = new FixedBitSet(rows[segment].length);
      for (int doc = 0; doc < rows[segment].length; doc++) {
        if (accepted.get(rows[segment][doc])) {
          docs[segment].set(doc);
        }
      }
    }
    return new RowsQuery(docs);
  }

  /** The row of a document of the searcher's. */
  public int row(int doc) {
    LeafReaderContext leaf = reader.leaves().get(ReaderUtil.subIndex(doc, reader.leaves()));
    return rows[leaf.ord][doc - leaf.docBase];
  }

  /** The best {@code k} of the {@code listSize} candidates that each segment finds. */
  public Hits search(float[] query, int k, int listSize) throws IOException {
    TopDocs[] perSegment = new TopDocs[rows.length];
    byte[] byteQuery = bytes ? RowDocument.toBytes(query) : null;
    for (LeafReaderContext leaf : reader.leaves()) {
      perSegment[leaf.ord] = searchSegment(leaf.reader(), query, byteQuery, k, listSize);
      for (ScoreDoc hit : perSegment[leaf.ord].scoreDocs) {
        hit.shardIndex = leaf.ord;
      }
    }
    TopDocs best = perSegment.length == 1 ? perSegment[0] : TopDocs.merge(k, perSegment);
    long visited = 0;
    for (TopDocs hits : perSegment) {
      visited += hits.totalHits.value();
    }
    return new Hits(toRows(best.scoreDocs, k), visited);
  }

  private TopDocs searchSegment(
      LeafReader leaf, float[] query, byte[] byteQuery, int k, int listSize) throws IOException {
    KnnCollector collector =
        collectors.collector(Math.min(k, leaf.maxDoc()), Math.min(listSize, leaf.maxDoc()));
    AcceptDocs acceptDocs = AcceptDocs.fromLiveDocs(leaf.getLiveDocs(), leaf.maxDoc());
    if (byteQuery != null) {
      leaf.searchNearestVectors(RowDocument.VECTOR, byteQuery, collector, acceptDocs);
    } else {
      leaf.searchNearestVectors(RowDocument.VECTOR, query, collector, acceptDocs);
    }
    return collector.topDocs();
  }

  private int[] toRows(ScoreDoc[] hits, int k) {
    int[] found = new int[Math.min(k, hits.length)];
    for (int i = 0; i < found.length; i++) {
      found[i] = rows[hits[i].shardIndex][hits[i].doc];
    }
    return found;
  }

  @Override
  public void close() throws IOException {
    reader.close();
    reader.directory().close();
  }
}
