package org.lucenediskann.codec;

import java.io.IOException;
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

  /** What a merge of a graph of 5 and 3 vectors without one expects. */
  private static final String PLAN =
      "merge segment=_2 field=v: plan=rebuild, 0 nodes reused of 1 graphs, 0 dead, renewed 0.000,"
          + " estimated # of a rebuild (insert Infinity, leaf merge Infinity, rebuild # ms), heap up to 1 MB";

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
    List<String> lines = messages.progress();
    assertEquals(
        List.of(
            "flush segment=_0 field=v: build graph over 5 vectors, dimension 2, threads 1",
            "flush segment=_0 field=v: load: # ms, 2 dimensions kept, # vectors/s",
            "flush segment=_0 field=v: compare: # ms, 0 duplicates, # vectors/s",
            "flush segment=_0 field=v: overlap: # ms, 1 balls a vector, # vectors/s",
            "flush segment=_0 field=v: partition: # ms, 1 balls, # vectors/s",
            "flush segment=_0 field=v: leaves: # ms, 1 balls, # vectors/s",
            "flush segment=_0 field=v: prune: # ms, # edges, # vectors/s",
            "flush segment=_0 field=v: connect: # ms, 0 islands linked, # vectors/s",
            "flush segment=_0 field=v: route: # ms, 0 levels, # vectors/s",
            "flush segment=_0 field=v: write: # ms, # edges, # vectors/s",
            "flush segment=_0 field=v: 5 vectors, # edges, built in # ms (# vectors/s), written in"
                + " # ms",
            "flush segment=_1 field=v: 3 vectors, no graph"),
        lines.subList(0, 12));
    assertEquals(
        "merge segment=_2 field=v: build graph over 8 vectors, dimension 2, threads 1",
        lines.get(12));
    assertEquals(PLAN, lines.get(13));
    assertEquals(PLAN + ", took # ms, # of a rebuild as estimated", lines.get(21));
    assertEquals(
        "merge segment=_2 field=v: 8 vectors, # edges, built in # ms (# vectors/s), written in # ms",
        lines.get(24));
    assertEquals(25, lines.size());
  }

  public void testGraphsWhereTheyAreDue() throws IOException {
    assertEquals(10 * 32 * 4, graphBytes(Deferral.never(), 10));
    assertEquals(0, graphBytes(Deferral.vectors(11), 10));
    assertEquals(10 * 32 * 4, graphBytes(Deferral.vectors(10), 10));
    assertEquals(0, graphBytes(Deferral.auto(), 647));
    assertEquals(648 * 32 * 4 + 40 * (1 + 24) * 4, graphBytes(Deferral.auto(), 648));
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
