package org.lucenediskann.codec;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnByteVectorQuery;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.NIOFSDirectory;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.tests.util.TestUtil;
import org.apache.lucene.util.StringHelper;

/**
 * Indexes that were written once, as {@code golden/GENERATION/NAME.zip}, are read for ever; and
 * what is written today has the same bytes as the last generation. {@code docs/compatibility.md}
 * says when there is a new one.
 */
public class TestGoldenIndexes extends LuceneTestCase {

  /** What today's writer writes; named by the version of the files, then counted. */
  private static final String GENERATION = "1.0";

  /** Where indexes are left whose bytes are not those of the last generation. */
  private static final Path WRITTEN = Path.of("target", "golden");

  private static final String HITS = "hits.txt"; // in the zip, beside the index
  private static final double RECALL_SLACK = .03; // for another search of the same graph
  private static final List<String> OURS = List.of("vem", "vex");

  private static Path goldens() {
    try {
      return Path.of(TestGoldenIndexes.class.getResource("golden").toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    }
  }

  private static Path unzipped(Path zip) throws IOException {
    Path folder = createTempDir();
    try (InputStream in = Files.newInputStream(zip)) {
      TestUtil.unzip(in, folder);
    }
    return folder;
  }

  public void testEveryGenerationIsRead() throws IOException {
    int read = 0;
    for (Path generation : children(goldens())) {
      for (Path zip : children(generation)) {
        Path folder = unzipped(zip);
        try (Directory directory = new NIOFSDirectory(folder)) {
          assertReadable(directory, Files.readAllLines(folder.resolve(HITS)), zip.toString());
        }
        read++;
      }
    }
    assertTrue("only " + read, read >= GoldenIndex.all().size());
  }

  /** Sound, all vectors at their documents, graphs that find what they found when written. */
  private static void assertReadable(Directory directory, List<String> lines, String what)
      throws IOException {
    TestUtil.checkIndex(directory);
    SoundGraphs.check(directory);
    double written = Double.parseDouble(lines.get(0));
    List<String> queries = lines.subList(1, lines.size());
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      for (String line : queries) {
        assertExact(reader, line, what);
      }
      double now = recall(reader, queries);
      assertTrue(what + ": recall was " + written + ", is " + now, now >= written - RECALL_SLACK);
    }
  }

  private static Map<Integer, Float> expected(String line) {
    Map<Integer, Float> hits = new TreeMap<>();
    for (String hit : line.substring(line.indexOf(" ") + 1).split(" ", -1)) {
      String[] idAndScore = hit.split(":", 2);
      hits.put(Integer.parseInt(idAndScore[0]), Float.parseFloat(idAndScore[1]));
    }
    return hits;
  }

  /** A query for all documents finds exactly the best first. */
  private static void assertExact(DirectoryReader reader, String line, String what)
      throws IOException {
    Map<Integer, Float> expected = expected(line);
    Map<Integer, Float> found = search(reader, line, reader.numDocs(), expected.size());
    assertEquals(what + ": " + line, expected.keySet(), found.keySet());
    expected.forEach((id, score) -> assertEquals(what, score, found.get(id), 1e-5f * score));
  }

  /** The share of the best that a query for no more of them finds. */
  private static double recall(DirectoryReader reader, List<String> lines) throws IOException {
    double found = 0;
    for (String line : lines) {
      Map<Integer, Float> expected = expected(line);
      Map<Integer, Float> hits = search(reader, line, expected.size(), expected.size());
      hits.keySet().retainAll(expected.keySet());
      found += (double) hits.size() / expected.size();
    }
    return found / lines.size();
  }

  private static Map<Integer, Float> search(DirectoryReader reader, String line, int k, int n)
      throws IOException {
    Query query = query(reader, Integer.parseInt(line.substring(0, line.indexOf(' '))), k);
    Map<Integer, Float> hits = new TreeMap<>();
    for (ScoreDoc hit : new IndexSearcher(reader).search(query, n).scoreDocs) {
      LeafReaderContext leaf = reader.leaves().get(ReaderUtil.subIndex(hit.doc, reader.leaves()));
      NumericDocValues ids = leaf.reader().getNumericDocValues(GoldenIndex.ID);
      assertTrue(ids.advanceExact(hit.doc - leaf.docBase));
      hits.put((int) ids.longValue(), hit.score);
    }
    return hits;
  }

  /** For the nearest of a document's own vector. */
  private static Query query(DirectoryReader reader, int id, int k) throws IOException {
    for (LeafReaderContext leaf : reader.leaves()) {
      NumericDocValues ids = leaf.reader().getNumericDocValues(GoldenIndex.ID);
      while (ids.nextDoc() != NumericDocValues.NO_MORE_DOCS) {
        if (ids.longValue() == id) {
          return query(leaf, ids.docID(), k);
        }
      }
    }
    throw new AssertionError("no document " + id);
  }

  /** Every document has a vector, so its ordinal is its number. */
  private static Query query(LeafReaderContext leaf, int doc, int k) throws IOException {
    String field = GoldenIndex.FIELD;
    boolean bytes =
        leaf.reader().getFieldInfos().fieldInfo(field).getVectorEncoding() == VectorEncoding.BYTE;
    return bytes
        ? new KnnByteVectorQuery(
            field, leaf.reader().getByteVectorValues(field).vectorValue(doc).clone(), k)
        : new KnnFloatVectorQuery(
            field, leaf.reader().getFloatVectorValues(field).vectorValue(doc).clone(), k);
  }

  /** In any JVM, with the vector module and without. */
  public void testTodaysWriterWritesTheLastGeneration() throws IOException {
    List<String> differences = new ArrayList<>();
    for (GoldenIndex index : GoldenIndex.all()) {
      try (Directory today = new ByteBuffersDirectory()) {
        index.write(today);
        Path zip = goldens().resolve(GENERATION).resolve(index.name() + ".zip");
        String difference = Files.exists(zip) ? difference(zip, today) : "is new";
        if (difference != null) {
          differences.add("  " + index.name() + " " + difference);
        }
      }
    }
    if (!differences.isEmpty()) {
      writeGeneration();
      fail(advice(String.join("\n", differences)));
    }
  }

  private static String advice(String differences) {
    return "Today's writer does not write the bytes of generation "
        + GENERATION
        + ":\n"
        + differences
        + "\nIf that was not meant, files depend on more than vectors, parameters and seed, or were"
        + " changed by accident. If it was: raise StoreFormat.VERSION_CURRENT if the layout"
        + " changed, and add what is now in "
        + WRITTEN.toAbsolutePath()
        + " as a new generation; docs/compatibility.md says how.";
  }

  /** What is not the same in today's graph and meta files; null = nothing. */
  private static String difference(Path zip, Directory today) throws IOException {
    try (Directory golden = new NIOFSDirectory(unzipped(zip))) {
      Map<String, byte[]> before = ours(golden);
      Map<String, byte[]> now = ours(today);
      if (!before.keySet().equals(now.keySet())) {
        return "has files " + now.keySet() + ", had " + before.keySet();
      }
      for (Map.Entry<String, byte[]> file : before.entrySet()) {
        int at = Arrays.mismatch(file.getValue(), now.get(file.getKey()));
        if (at >= 0) {
          return "differs in " + file.getKey() + " from byte " + at + " on";
        }
      }
      return null;
    }
  }

  /** Graph and meta files, but for the segment's random id and the checksum over it. */
  private static Map<String, byte[]> ours(Directory directory) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    for (String file : directory.listAll()) {
      String extension = file.substring(file.lastIndexOf('.') + 1);
      if (OURS.contains(extension)) {
        files.put(file, withoutId(directory, file));
      }
    }
    return files;
  }

  private static byte[] withoutId(Directory directory, String file) throws IOException {
    byte[] bytes = bytes(directory, file);
    int idStart = CodecUtil.headerLength(file.endsWith("vem") ? "DiskAnnMeta" : "DiskAnnGraph");
    Arrays.fill(bytes, idStart, idStart + StringHelper.ID_LENGTH, (byte) 0);
    return Arrays.copyOf(bytes, bytes.length - Long.BYTES);
  }

  private static void writeGeneration() throws IOException {
    Files.createDirectories(WRITTEN);
    for (GoldenIndex index : GoldenIndex.all()) {
      Path zip = WRITTEN.resolve(index.name() + ".zip");
      Files.deleteIfExists(zip);
      try (FileSystem zipped = FileSystems.newFileSystem(zip, Map.of("create", "true"));
          Directory directory = new ByteBuffersDirectory()) {
        index.write(directory);
        for (String file : directory.listAll()) {
          Files.write(zipped.getPath(file), bytes(directory, file));
        }
        Files.write(zipped.getPath(HITS), hits(directory, index.expectedHits()));
      }
    }
  }

  private static byte[] bytes(Directory directory, String file) throws IOException {
    try (IndexInput in = directory.openInput(file, IOContext.READONCE)) {
      byte[] bytes = new byte[(int) in.length()];
      in.readBytes(bytes, 0, bytes.length);
      return bytes;
    }
  }

  /** Recall of today, then the queries and their hits. */
  private static List<String> hits(Directory directory, List<String> queries) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      List<String> lines = new ArrayList<>(queries);
      lines.add(0, Double.toString(recall(reader, queries)));
      return lines;
    }
  }
}
