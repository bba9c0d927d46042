package knn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.store.FSDirectory;

/**
 * Stands in for luceneutil's class of this name: methods of the same shape that do less. {@code
 * main} takes the folder of the index, and options of the same names.
 */
public final class KnnGraphTester {
  static final String FIELD = "knn";

  enum IndexType {
    HNSW,
    FLAT
  }

  private final Path dir;
  private final List<String> options;
  private final ExecutorService exec;

  private KnnGraphTester(Path dir, List<String> options) {
    this.dir = dir;
    this.options = options;
    this.exec =
        option("-numMergeThread", 1) > 1
            ? Executors.newFixedThreadPool(1, task -> new Thread(task, "hnsw-merge"))
            : null;
  }

  public static void main(String... args) throws IOException {
    new KnnGraphTester(Path.of(args[0]), List.of(args)).run();
  }

  private void run() throws IOException {
    if (Files.exists(dir) == false) {
      new KnnIndexer(dir, codec(), options.contains("-rerank")).createIndex();
    }
    if (options.contains("-forceMerge")) {
      forceMerge();
    }
    printIndexStatistics(dir, FIELD);
    getExactNN(dir);
    testSearch(dir);
    if (options.contains("-search-and-stats")) {
      printFanoutHist(dir);
    }
    if (exec != null) {
      exec.shutdown();
    }
    System.out.println("SUMMARY: done");
  }

  private Codec codec() {
    return getCodec(
        option("-maxConn", 0),
        option("-beamWidthIndex", 0),
        exec,
        option("-numMergeWorker", 1),
        options.contains("-quantize"),
        option("-quantizeBits", 7),
        IndexType.HNSW,
        options.contains("-rerank"),
        32);
  }

  private int option(String name, int otherwise) {
    int at = options.indexOf(name);
    return at < 0 ? otherwise : Integer.parseInt(options.get(at + 1));
  }

  static Codec getCodec(
      int maxConn,
      int beamWidth,
      ExecutorService exec,
      int numMergeWorker,
      boolean quantize,
      int quantizeBits,
      IndexType indexType,
      boolean rerank,
      int rerankQuantizeBits) {
    KnnVectorsFormat format = new Lucene99HnswVectorsFormat(maxConn, beamWidth);
    KnnVectorsFormat rescoring = rerank ? new Lucene99HnswVectorsFormat() : null;
    return new Lucene104Codec() {
      @Override
      public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
        return field.equals(FIELD) ? format : rescoring;
      }
    };
  }

  private double forceMerge() throws IOException {
    long start = System.nanoTime();
    try (IndexWriter writer =
        new IndexWriter(FSDirectory.open(dir), new IndexWriterConfig().setCodec(codec()))) {
      writer.forceMerge(1);
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private void printIndexStatistics(Path indexPath, String field) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(indexPath))) {
      CodecReader segment = (CodecReader) reader.leaves().getFirst().reader();
      KnnVectorsReader vectors = Newer.unwrapReaderForField(segment.getVectorReader(), field);
      System.out.println("index is read by " + vectors.getClass().getSimpleName());
    }
  }

  private int[] getExactNN(Path indexPath) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(indexPath))) {
      return new int[reader.maxDoc()];
    }
  }

  private void testSearch(Path indexPath) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(indexPath))) {
      KnnFloatVectorQuery query = new KnnFloatVectorQuery(FIELD, new float[8], 10);
      System.out.println(new IndexSearcher(reader).search(query, 10).scoreDocs.length + " hits");
    }
  }

  private void printFanoutHist(Path indexPath) {
    throw new IllegalStateException("unsupported vectors reader in " + indexPath);
  }
}
