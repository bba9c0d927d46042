package org.lucenediskann.codec.tool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/**
 * An index on disk, as of its last commit.
 *
 * @param directory its files
 * @param commit its segments
 */
record IndexFolder(Directory directory, SegmentInfos commit) implements Closeable {

  /**
   * Opens a folder.
   *
   * @throws UsageException if there is no index in it
   * @throws IOException if there is one and its commit cannot be read
   */
  static IndexFolder open(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new UsageException("no such folder: " + folder);
    }
    Directory directory = FSDirectory.open(folder);
    try {
      if (SegmentInfos.getLastCommitGeneration(directory) < 0) {
        throw noCommit(folder, directory);
      }
      return new IndexFolder(directory, readCommit(directory));
    } catch (Throwable t) {
      directory.close();
      throw t;
    }
  }

  /** Files of segments without a commit that names them are the rest of an index. */
  private static RuntimeException noCommit(Path folder, Directory directory) throws IOException {
    for (String file : directory.listAll()) {
      if (file.endsWith(".si")) {
        throw new CorruptIndexException("files of segments, but no commit", folder.toString());
      }
    }
    return new UsageException("no index in " + folder);
  }

  private static SegmentInfos readCommit(Directory directory) throws IOException {
    try {
      return SegmentInfos.readLatestCommit(directory);
    } catch (IllegalArgumentException e) { // what looking up a name throws
      throw new UsageException(
          "the index needs a codec that is not on the class path: " + Problem.message(e));
    }
  }

  String name() {
    return directory instanceof FSDirectory files
        ? files.getDirectory().toString()
        : directory.toString();
  }

  /** How every report begins. */
  Section heading() {
    return new Section()
        .put("index", name())
        .put("commit", commit.getSegmentsFileName())
        .put("lucene", String.valueOf(commit.getCommitLuceneVersion()));
  }

  @Override
  public void close() throws IOException {
    directory.close();
  }
}
