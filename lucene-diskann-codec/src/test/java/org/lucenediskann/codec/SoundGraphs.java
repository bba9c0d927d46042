package org.lucenediskann.codec;

import java.io.IOException;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FilterLeafReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.store.Directory;
import org.lucenediskann.codec.graph.Graph;
import org.lucenediskann.codec.graph.GraphValidator;

/** Checks all graphs of an index, as they are read back from its files. */
public final class SoundGraphs {

  private SoundGraphs() {}

  /**
   * Checks what was committed.
   *
   * @return how many graphs there are
   * @throws IllegalStateException if one of them is not sound
   */
  public static int check(Directory directory) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      return check(reader);
    }
  }

  /**
   * Checks what an open reader sees. Fields of other formats are left out.
   *
   * @return how many graphs there are
   * @throws IllegalStateException if one of them is not sound
   */
  public static int check(IndexReader reader) throws IOException {
    int graphs = 0;
    for (LeafReaderContext leaf : reader.leaves()) {
      LeafReader segment = FilterLeafReader.unwrap(leaf.reader());
      for (FieldInfo field : segment.getFieldInfos()) {
        if (field.hasVectorValues() && segment instanceof CodecReader) {
          graphs += check(segment, field.name) ? 1 : 0;
        }
      }
    }
    return graphs;
  }

  /** Checks one field of a segment; returns whether it has a graph of this format. */
  static boolean check(LeafReader segment, String field) throws IOException {
    if (!(Segments.vectorsReader(segment, field) instanceof DiskAnnVectorsReader reader)) {
      return false;
    }
    Graph graph = reader.graph(field);
    if (graph == null) {
      return false;
    }
    try {
      GraphValidator.check(graph);
    } catch (IllegalStateException e) {
      throw new IllegalStateException(segment + ", field " + field + ": " + e.getMessage(), e);
    }
    return true;
  }
}
