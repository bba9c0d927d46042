package org.lucenediskann.codec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.util.InfoStream;

/** What the way in promises: checks, messages, and graphs where they are due. */
public class TestWriting extends LuceneTestCase {

  private static IndexWriterConfig config(Deferral deferral) {
    return new IndexWriterConfig()
        .setCodec(new DiskAnnCodec(DiskAnnParameters.defaults().withDeferral(deferral)))
        .setMergePolicy(NoMergePolicy.INSTANCE);
  }

  private static Document document(float... vector) {
    Document document = new Document();
    document.add(new KnnFloatVectorField("v", vector));
    return document;
  }

  /** A field checks its vector when it is made; ours is checked again when it is buffered. */
  public void testValueThatIsNoNumberLosesItsDocumentOnly() throws IOException {
    for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      try (Directory directory = newDirectory();
          IndexWriter writer = new IndexWriter(directory, config(Deferral.never()))) {
        writer.addDocument(document(1, 2));
        float[] vector = {3, 4};
        Document bad = document(vector);
        vector[1] = value;
        var e = expectThrows(IllegalArgumentException.class, () -> writer.addDocument(bad));
        assertEquals("field \"v\", document 1: vector[1]=" + value, e.getMessage());
        writer.addDocument(document(5, 6));
        try (DirectoryReader reader = DirectoryReader.open(writer)) {
          assertEquals(2, reader.numDocs());
        }
      }
    }
  }

  /** Keeps what this format says. */
  private static final class Messages extends InfoStream {
    final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void message(String component, String message) {
      if (isEnabled(component)) {
        lines.add(
            message
                .replaceAll("\\d+ ms", "# ms")
                .replaceAll("\\d+ edges", "# edges")
                .replaceAll("[0-9.]+ of a rebuild", "# of a rebuild"));
      }
    }

    @Override
    public boolean isEnabled(String component) {
      return component.equals("DISKANN");
    }

    @Override
    public void close() {}
  }

  /** What a merge of a graph of 5 and 3 vectors without one expects. */
  private static final String PLAN =
      "plan=rebuild, 0 nodes reused of 1 graphs, 0 dead, estimated # of a rebuild"
          + " (insert Infinity, leaf merge Infinity, rebuild # ms), heap up to 1 MB";

  public void testProgressIsReported() throws IOException {
    Messages messages = new Messages();
    IndexWriterConfig config = config(Deferral.vectors(4)).setMergePolicy(new TieredMergePolicy());
    try (Directory directory = newDirectory();
        IndexWriter writer = new IndexWriter(directory, config.setInfoStream(messages))) {
      for (int i = 0; i < 5; i++) {
        writer.addDocument(document(i, 1));
      }
      writer.commit();
      for (int i = 0; i < 3; i++) {
        writer.addDocument(document(i, 2));
      }
      writer.commit();
      writer.forceMerge(1);
    }
    List<String> ours = messages.lines.stream().filter(line -> line.contains("field=")).toList();
    assertEquals(
        List.of(
            "flush field=v: build graph over 5 vectors",
            "flush field=v: 5 vectors, # edges, built in # ms, written in # ms",
            "flush field=v: 3 vectors, no graph",
            "merge field=v: build graph over 8 vectors, " + PLAN,
            "merge field=v: " + PLAN + ", took # ms, # of a rebuild as estimated",
            "merge field=v: 8 vectors, # edges, built in # ms, written in # ms"),
        ours);
  }

  public void testGraphsWhereTheyAreDue() throws IOException {
    assertEquals(10 * 32 * 4, graphBytes(Deferral.never(), 10));
    assertEquals(0, graphBytes(Deferral.vectors(11), 10));
    assertEquals(10 * 32 * 4, graphBytes(Deferral.vectors(10), 10));
    assertEquals(0, graphBytes(Deferral.auto(), 647));
    assertEquals(648 * 32 * 4, graphBytes(Deferral.auto(), 648));
  }

  private static long graphBytes(Deferral deferral, int size) throws IOException {
    try (Directory directory = newDirectory();
        IndexWriter writer = new IndexWriter(directory, config(deferral))) {
      for (int i = 0; i < size; i++) {
        writer.addDocument(document(i, i % 10));
      }
      try (DirectoryReader reader = DirectoryReader.open(writer)) {
        LeafReader segment = getOnlyLeafReader(reader);
        FieldInfo field = segment.getFieldInfos().fieldInfo("v");
        return Segments.vectorsReader(segment, "v")
            .getOffHeapByteSize(field)
            .getOrDefault(DiskAnnVectorsReader.GRAPH_KEY, 0L);
      }
    }
  }
}
