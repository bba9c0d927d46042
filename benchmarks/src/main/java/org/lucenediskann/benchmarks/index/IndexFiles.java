package org.lucenediskann.benchmarks.index;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.Directory;

/** What an index is made of. */
record IndexFiles(Directory directory) {
  /** Segments of the last commit. */
  int segmentCount() throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      return reader.leaves().size();
    }
  }

  /** Bytes by file name extension. */
  Map<String, Long> bytesByExtension() throws IOException {
    Map<String, Long> bytes = new TreeMap<>();
    for (String file : directory.listAll()) {
      String extension = IndexFileNames.getExtension(file);
      if (file.equals(IndexWriter.WRITE_LOCK_NAME) == false) {
        bytes.merge(
            extension == null ? "segments" : extension, directory.fileLength(file), Long::sum);
      }
    }
    return bytes;
  }
}
