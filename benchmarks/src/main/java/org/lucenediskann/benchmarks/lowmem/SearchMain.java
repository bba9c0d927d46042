package org.lucenediskann.benchmarks.lowmem;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.RescoreTopNQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.IOUtils;
import org.lucenediskann.benchmarks.data.Vectors;
import org.lucenediskann.benchmarks.index.RowDocument;
import org.lucenediskann.benchmarks.measure.ProcessFigures;
import org.lucenediskann.benchmarks.search.OpenIndex;
import org.lucenediskann.benchmarks.search.ReadAhead;
import org.lucenediskann.codec.DiskAnnSearchStrategy;

/**
 * The process that searches. Reads lines: a list size (searches all queries and prints a {@link
 * PassReport}) or {@code close} (closes the index, to be opened again by the next search).
 */
final class SearchMain {
  static final String CLOSE = "close";

  private final Path dir;
  private final ReadAhead readAhead;
  private final String family;
  private final int k;
  private final Vectors queries;
  private final ObjectMapper json = new ObjectMapper();
  private OpenIndex index; // null = closed

  private SearchMain(Path dir, ReadAhead readAhead, String family, int k, Vectors queries) {
    this.dir = dir;
    this.readAhead = readAhead;
    this.family = family;
    this.k = k;
    this.queries = queries;
  }

  /**
   * Arguments: folder of the index, a {@link ReadAhead}, family of its format, k, file of queries,
   * dimension.
   */
  public static void main(String[] args) throws IOException {
    Vectors queries = QueryFile.open(Path.of(args[4]), Integer.parseInt(args[5]));
    ReadAhead readAhead = ReadAhead.valueOf(args[1]);
    new SearchMain(Path.of(args[0]), readAhead, args[2], Integer.parseInt(args[3]), queries)
        .serve();
  }

  private void serve() throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.equals(CLOSE)) {
        IOUtils.close(index);
        index = null;
        System.out.println(CLOSE);
      } else {
        System.out.println(json.writeValueAsString(pass(Integer.parseInt(line))));
      }
    }
  }

  private PassReport pass(int listSize) throws IOException {
    if (index == null) {
      index = OpenIndex.of(dir, readAhead);
    }
    IndexSearcher searcher = index.searcher();
    long[] timesNs = new long[queries.size()];
    int[][] rows = new int[timesNs.length][];
    long faultsBefore = ProcessFigures.majorFaults();
    long readBefore = ProcessFigures.readBytes();
    for (int q = 0; q < timesNs.length; q++) {
      Query query = query(queries.row(q), listSize);
      long from = System.nanoTime();
      ScoreDoc[] hits = searcher.search(query, k).scoreDocs;
      timesNs[q] = System.nanoTime() - from;
      rows[q] = new int[hits.length];
      for (int i = 0; i < hits.length; i++) {
        rows[q][i] = index.row(hits[i].doc);
      }
    }
    return new PassReport(
        timesNs,
        rows,
        ProcessFigures.majorFaults() - faultsBefore,
        ProcessFigures.readBytes() - readBefore,
        ProcessFigures.residentBytes(dir));
  }

  /** HNSW has no list size, so it is asked for as many hits; those of codes are rescored. */
  private Query query(float[] target, int listSize) {
    if (family.equals("diskann")) {
      DiskAnnSearchStrategy list = DiskAnnSearchStrategy.defaults().withSearchListSize(listSize);
      return new KnnFloatVectorQuery(RowDocument.VECTOR, target, k, null, list);
    }
    Query all = new KnnFloatVectorQuery(RowDocument.VECTOR, target, listSize);
    return family.equals("hnswsq")
        ? RescoreTopNQuery.createFullPrecisionRescorerQuery(all, target, RowDocument.VECTOR, k)
        : all;
  }
}
