package org.lucenediskann.codec;

import java.io.IOException;
import java.util.Random;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.util.LuceneTestCase;

/** Documents and ordinals, where all, some, or few documents have a vector. */
public class TestDocOrds extends LuceneTestCase {

  public void testInvertsOrdToDoc() throws IOException {
    for (int oneIn : new int[] {1, 2, 90}) {
      try (Directory directory = newDirectory();
          IndexWriter writer =
              new IndexWriter(directory, new IndexWriterConfig().setCodec(new DiskAnnCodec()))) {
        Random random = new Random(random().nextLong());
        for (int doc = 0; doc < 700; doc++) {
          Document document = new Document();
          if (random.nextInt(oneIn) == 0 || doc == 3) {
            document.add(new KnnFloatVectorField("v", new float[] {doc, 1}));
          }
          writer.addDocument(document);
        }
        try (DirectoryReader reader = DirectoryReader.open(writer)) {
          LeafReader segment = getOnlyLeafReader(reader);
          assertInverts(segment.getFloatVectorValues("v"), segment);
        }
      }
    }
  }

  private static void assertInverts(FloatVectorValues values, LeafReader segment)
      throws IOException {
    DocOrds ords = DocOrds.of(values, segment.maxDoc());
    boolean[] has = new boolean[segment.maxDoc()];
    for (int ord = 0; ord < values.size(); ord++) {
      assertEquals(ord, ords.ord(values.ordToDoc(ord)));
      has[values.ordToDoc(ord)] = true;
    }
    for (int doc = 0; doc < has.length; doc++) {
      int missing = doc;
      if (!has[doc]) {
        expectThrows(IllegalStateException.class, () -> ords.ord(missing));
      }
    }
  }
}
