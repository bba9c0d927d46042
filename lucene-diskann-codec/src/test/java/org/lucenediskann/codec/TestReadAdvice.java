package org.lucenediskann.codec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.FilterIndexInput;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.tests.util.LuceneTestCase;

/** A merge reads files that searches have open, and leaves it to those how they are read. */
public class TestReadAdvice extends LuceneTestCase {

  private static final int SIZE = 500;
  private static final int DIMENSION = 8;

  /** Notes which vector files are to be read in another way from now on. */
  private static final class Advised extends FilterDirectory {
    final List<String> names = new ArrayList<>();

    Advised(Directory in) {
      super(in);
    }

    @Override
    public IndexInput openInput(String name, IOContext context) throws IOException {
      IndexInput input = super.openInput(name, context);
      return !name.contains(".ve")
          ? input
          : new FilterIndexInput(name, input) {
            @Override
            public void updateIOContext(IOContext changed) {
              names.add(name + " " + changed);
            }
          };
    }
  }

  public void testMergesGiveNone() throws IOException {
    for (int bits : new int[] {0, 1, 7}) {
      DiskAnnParameters parameters =
          DiskAnnParameters.defaults().withDeferral(Deferral.never()).withBits(bits);
      IndexWriterConfig config =
          new IndexWriterConfig()
              .setCodec(new DiskAnnCodec(parameters))
              .setMergeScheduler(new SerialMergeScheduler())
              .setUseCompoundFile(false);
      try (Advised directory = new Advised(new ByteBuffersDirectory());
          IndexWriter writer = new IndexWriter(directory, config)) {
        add(writer, SIZE);
        add(writer, SIZE / 20);
        try (DirectoryReader reader = DirectoryReader.open(writer)) {
          assertEquals(2, reader.leaves().size());
          writer.forceMerge(1);
        }
        assertEquals(List.of(), directory.names);
      }
    }
  }

  private static void add(IndexWriter writer, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      float[] vector = new float[DIMENSION];
      for (int j = 0; j < DIMENSION; j++) {
        vector[j] = random().nextFloat();
      }
      Document document = new Document();
      document.add(new KnnFloatVectorField("v", vector));
      writer.addDocument(document);
    }
    writer.flush();
  }
}
