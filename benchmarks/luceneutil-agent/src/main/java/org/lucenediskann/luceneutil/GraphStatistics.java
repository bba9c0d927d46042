package org.lucenediskann.luceneutil;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SegmentInfo;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.IOContext;
import org.lucenediskann.codec.DiskAnnVectorsFormat;
import org.lucenediskann.codec.graph.GraphReport;
import org.lucenediskann.codec.graph.GraphValidator;
import org.lucenediskann.codec.store.FieldEntry;
import org.lucenediskann.codec.store.GraphReader;

/** Says what the graphs of this project's format are like. */
final class GraphStatistics {
  private GraphStatistics() {}

  /** Prints a line for every segment and field. */
  static void print(Path dir) throws IOException {
    try (Directory directory = FSDirectory.open(dir);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      for (LeafReaderContext leaf : reader.leaves()) {
        SegmentReader segment = (SegmentReader) leaf.reader();
        SegmentInfo info = segment.getSegmentInfo().info;
        if (info.getUseCompoundFile()) {
          try (Directory files =
              info.getCodec().compoundFormat().getCompoundReader(directory, info)) {
            print(segment, files);
          }
        } else {
          print(segment, directory);
        }
      }
    }
  }

  private static void print(SegmentReader segment, Directory files) throws IOException {
    for (FieldInfo field : segment.getFieldInfos()) {
      String format = field.getAttribute(PerFieldKnnVectorsFormat.PER_FIELD_FORMAT_KEY);
      if (DiskAnnVectorsFormat.NAME.equals(format)) {
        print(segment, files, field);
      }
    }
  }

  private static void print(SegmentReader segment, Directory files, FieldInfo field)
      throws IOException {
    String suffix =
        DiskAnnVectorsFormat.NAME
            + "_"
            + field.getAttribute(PerFieldKnnVectorsFormat.PER_FIELD_SUFFIX_KEY);
    SegmentReadState state =
        new SegmentReadState(
            files,
            segment.getSegmentInfo().info,
            segment.getFieldInfos(),
            IOContext.DEFAULT,
            suffix);
    try (GraphReader graphs = new GraphReader(state)) {
      FieldEntry entry = graphs.entry(field.name);
      Agent.say(
          segment.getSegmentName()
              + ", "
              + field.name
              + ": "
              + (entry.hasGraph()
                  ? line(GraphValidator.validate(graphs.openGraph(entry)))
                  : String.format(Locale.ROOT, "%,d vectors without a graph", entry.size())));
    }
  }

  private static String line(GraphReport graph) {
    return String.format(
        Locale.ROOT,
        "graph of %,d nodes, degree %d to %d, %.1f in the mean, %,d nodes out of reach",
        graph.size(),
        graph.minDegree(),
        graph.maxDegree(),
        graph.meanDegree(),
        graph.unreachableCount());
  }
}
