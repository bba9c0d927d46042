package knn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;

/** Stands in for luceneutil's class of this name: indexes two segments. */
final class KnnIndexer {
  private static final int DOCUMENTS = 300;
  private static final int DIMENSIONS = 8;

  private final Path dir;
  private final Codec codec;
  private final boolean rerank;

  KnnIndexer(Path dir, Codec codec, boolean rerank) {
    this.dir = dir;
    this.codec = codec;
    this.rerank = rerank;
  }

  void createIndex() throws IOException {
    SplittableRandom random = new SplittableRandom(42);
    IndexWriterConfig config = new IndexWriterConfig().setCodec(codec).setUseCompoundFile(false);
    if (codec == null) { // never: as without -bp
      Newer.reorder(new Newer());
    }
    Newer.setShouldUseCompoundFile(codec.compoundFormat(), false);
    try (IndexWriter writer = new IndexWriter(FSDirectory.open(dir), config)) {
      for (int i = 0; i < DOCUMENTS; i++) {
        if (i == DOCUMENTS / 2) {
          writer.commit();
        }
        writer.addDocument(document(random));
      }
    }
  }

  private Document document(SplittableRandom random) {
    float[] vector = new float[DIMENSIONS];
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    Document document = new Document();
    document.add(new KnnFloatVectorField(KnnGraphTester.FIELD, vector));
    if (rerank) {
      document.add(new KnnFloatVectorField("knn-rerank", vector));
    }
    return document;
  }
}
