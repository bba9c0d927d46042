package org.lucenediskann.it;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.lucenediskann.codec.DiskAnnCodec;
import org.lucenediskann.codec.DiskAnnParameters;

/** Merges an index into one segment, in a JVM of its own. */
final class SmallHeapMerge {

  private SmallHeapMerge() {}

  /**
   * Runs it.
   *
   * @param args folder of the index, megabytes that a build may take
   */
  public static void main(String[] args) throws IOException {
    DiskAnnParameters parameters =
        DiskAnnParameters.defaults().withMergeMemoryMB(Integer.parseInt(args[1]));
    IndexWriterConfig config =
        new IndexWriterConfig().setCodec(new DiskAnnCodec(parameters)).setRAMBufferSizeMB(1);
    try (Directory directory = new MMapDirectory(Path.of(args[0]));
        IndexWriter writer = new IndexWriter(directory, config)) {
      writer.forceMerge(1);
    }
  }
}
