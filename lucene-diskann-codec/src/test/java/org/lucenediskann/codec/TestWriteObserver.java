package org.lucenediskann.codec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.lucenediskann.codec.WrittenField.Occasion;

public class TestWriteObserver extends LuceneTestCase {

  private static final int DIMENSION = 8;

  private static IndexWriterConfig config(WriteObserver observer) {
    DiskAnnParameters parameters =
        DiskAnnParameters.defaults().withDeferral(Deferral.vectors(100)).withBuildThreads(2);
    KnnVectorsFormat format = new DiskAnnVectorsFormat(parameters).withObserver(observer);
    return new IndexWriterConfig()
        .setMergeScheduler(new SerialMergeScheduler())
        .setCodec(
            new DiskAnnCodec() {
              @Override
              public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                return format;
              }
            });
  }

  private static void flush(IndexWriter writer, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      Document document = new Document();
      float[] vector = new float[DIMENSION];
      for (int d = 0; d < DIMENSION; d++) {
        vector[d] = (float) random().nextGaussian();
      }
      document.add(new KnnFloatVectorField("v", vector));
      writer.addDocument(document);
    }
    writer.commit();
  }

  private static void assertWritten(
      WrittenField field, Occasion occasion, String segment, int vectors, String plan) {
    assertEquals(occasion, field.occasion());
    assertEquals(segment, field.segment());
    assertEquals("v", field.field());
    assertEquals(vectors, field.vectors());
    assertEquals(DIMENSION, field.dimension());
    assertEquals(plan, field.plan());
    assertEquals(plan.equals("none"), field.deferred());
    assertEquals(plan.equals("none"), field.edges() == 0);
    assertTrue("" + field.elapsedNs(), field.elapsedNs() > 0);
  }

  public void testFlushDeferralAndMergeAreTold() throws IOException {
    List<WrittenField> told = Collections.synchronizedList(new ArrayList<>());
    try (Directory directory = newDirectory();
        IndexWriter writer = new IndexWriter(directory, config(told::add))) {
      flush(writer, 300);
      flush(writer, 50);
      writer.forceMerge(1);
    }
    assertEquals(told.toString(), 3, told.size());
    assertWritten(told.get(0), Occasion.FLUSH, "_0", 300, "rebuild");
    assertEquals(2, told.get(0).threads());
    assertWritten(told.get(1), Occasion.FLUSH, "_1", 50, "none");
    assertWritten(told.get(2), Occasion.MERGE, "_2", 350, told.get(2).plan());
    assertNotEquals("none", told.get(2).plan());
  }

  public void testWhatObserverThrowsFailsTheFlush() throws IOException {
    WriteObserver failing =
        field -> {
          throw new IllegalStateException("observer of " + field.field());
        };
    try (Directory directory = newDirectory()) {
      IndexWriter writer = new IndexWriter(directory, config(failing));
      Exception e = expectThrows(IllegalStateException.class, () -> flush(writer, 10));
      assertEquals("observer of v", e.getMessage());
      writer.rollback();
    }
  }

  public void testNullIsNoObserver() {
    expectThrows(NullPointerException.class, () -> new DiskAnnVectorsFormat().withObserver(null));
  }

  public void testParametersStay() {
    DiskAnnParameters parameters = DiskAnnParameters.defaults().withMaxDegree(48);
    DiskAnnVectorsFormat format = new DiskAnnVectorsFormat(parameters).withObserver(field -> {});
    assertEquals(parameters, format.parameters());
  }
}
