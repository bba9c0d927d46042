package org.lucenediskann.codec.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.lucenediskann.codec.DiskAnnCodec;
import org.lucenediskann.codec.DiskAnnParameters;

/**
 * Indexes on disk: field {@code floats} in every document, {@code bytes} in every second, {@code
 * hnsw} of another format where wanted. Document 1 has the floats of document 0.
 */
final class SampleIndex {

  static final int DIMENSION = 8;

  private final Path folder;
  private final Random random;
  private final DiskAnnCodec codec;
  private final boolean hnsw;
  private boolean compound;

  SampleIndex(Path folder, Random random, DiskAnnParameters parameters, boolean hnsw) {
    this.folder = Path.of(folder.toAbsolutePath().toString()); // not that of a mock file system
    this.random = random;
    this.hnsw = hnsw;
    this.codec =
        new DiskAnnCodec(parameters) {
          private final KnnVectorsFormat other = new Lucene99HnswVectorsFormat();

          @Override
          public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
            return field.equals("hnsw") ? other : super.getKnnVectorsFormatForField(field);
          }
        };
  }

  /** From now on segments are compound files. */
  SampleIndex compound() {
    compound = true;
    return this;
  }

  String folder() {
    return folder.toString();
  }

  Directory open() throws IOException {
    return FSDirectory.open(folder);
  }

  IndexWriter writer(Directory directory) throws IOException {
    IndexWriterConfig config =
        new IndexWriterConfig()
            .setCodec(codec)
            .setUseCompoundFile(compound)
            .setMergePolicy(NoMergePolicy.INSTANCE);
    return new IndexWriter(directory, config);
  }

  /** Adds segments with so many documents each. */
  SampleIndex add(int... segments) throws IOException {
    try (Directory directory = open();
        IndexWriter writer = writer(directory)) {
      int id = writer.getDocStats().maxDoc;
      for (int documents : segments) {
        float[] floats = null;
        for (int i = 0; i < documents; i++) {
          floats = i == 1 ? floats : floats();
          writer.addDocument(document(id++, floats));
        }
        writer.commit();
      }
    }
    return this;
  }

  void delete(int... ids) throws IOException {
    try (Directory directory = open();
        IndexWriter writer = writer(directory)) {
      for (int id : ids) {
        writer.deleteDocuments(new Term("id", Integer.toString(id)));
      }
    }
  }

  private Document document(int id, float[] floats) {
    Document document = new Document();
    document.add(new StringField("id", Integer.toString(id), Field.Store.YES));
    document.add(new KnnFloatVectorField("floats", floats, VectorSimilarityFunction.EUCLIDEAN));
    if (id % 2 == 0) {
      byte[] bytes = new byte[DIMENSION];
      random.nextBytes(bytes);
      document.add(new KnnByteVectorField("bytes", bytes, VectorSimilarityFunction.COSINE));
    }
    if (hnsw) {
      document.add(new KnnFloatVectorField("hnsw", floats()));
    }
    return document;
  }

  private float[] floats() {
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }

  /** The file of the first segment with an extension. */
  Path file(String extension) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("." + extension))
          .sorted()
          .findFirst()
          .orElseThrow();
    }
  }

  /** Flips a byte in the middle of a file. */
  void damage(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 8;
    Files.write(file, bytes);
  }
}
