package org.lucenediskann.luceneutil;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.SegmentReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/**
 * What is really in an index.
 *
 * @param segments how many
 * @param documents live ones
 * @param codecs names of the segments' codecs
 * @param formats names of the formats of vectors, by field
 * @param bytes of the segments' files, by extension
 */
record IndexContents(
    int segments,
    int documents,
    Collection<String> codecs,
    Map<String, Collection<String>> formats,
    Map<String, Long> bytes) {
  /** The field of vectors that hits are only rescored with; luceneutil chooses its format. */
  static final String RERANK_FIELD = "knn-rerank";

  private static final double MEGA = 1 << 20;

  /** Reads the last commit in {@code dir}. */
  static IndexContents read(Path dir) throws IOException {
    try (Directory directory = FSDirectory.open(dir);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      Map<String, Collection<String>> formats = new TreeMap<>();
      for (LeafReaderContext leaf : reader.leaves()) {
        addFormats((SegmentReader) leaf.reader(), formats);
      }
      Collection<String> codecs = new TreeSet<>();
      Map<String, Long> bytes = new TreeMap<>();
      for (SegmentCommitInfo segment : SegmentInfos.readLatestCommit(directory)) {
        codecs.add(segment.info.getCodec().getName());
        for (String file : segment.files()) {
          bytes.merge(IndexFileNames.getExtension(file), directory.fileLength(file), Long::sum);
        }
      }
      return new IndexContents(reader.leaves().size(), reader.numDocs(), codecs, formats, bytes);
    }
  }

  private static void addFormats(SegmentReader segment, Map<String, Collection<String>> formats) {
    for (FieldInfo field : segment.getFieldInfos()) {
      if (field.hasVectorValues()) {
        String format = field.getAttribute(PerFieldKnnVectorsFormat.PER_FIELD_FORMAT_KEY);
        formats
            .computeIfAbsent(field.name, name -> new TreeSet<>())
            .add(format == null ? "that of its codec" : format);
      }
    }
  }

  /** Names of the formats of the vectors that are searched. */
  Collection<String> searchedFormats() {
    return formats.entrySet().stream()
        .filter(field -> !field.getKey().equals(RERANK_FIELD))
        .flatMap(field -> field.getValue().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public String toString() {
    String files =
        bytes.entrySet().stream()
            .map(e -> String.format(Locale.ROOT, "%s %.1f", e.getKey(), e.getValue() / MEGA))
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "%,d documents, segments: %d, codec: %s, formats of vectors: %s, files in MB: %s",
        documents,
        segments,
        String.join(" ", codecs),
        formats,
        files);
  }
}
