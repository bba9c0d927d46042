package org.lucenediskann.it;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.lucenediskann.codec.Deferral;
import org.lucenediskann.codec.DiskAnnCodec;
import org.lucenediskann.codec.DiskAnnParameters;

/** Opening a segment and checking its integrity notices damage anywhere in the vector files. */
public class TestIntegrity extends LuceneTestCase {

  private static final List<String> EXTENSIONS =
      List.of("vec", "vemf", "veq", "vemq", "vex", "vem");

  /** Without compound files, whose own checksum would cover everything. */
  private static void index(Directory directory) throws IOException {
    DiskAnnParameters parameters =
        DiskAnnParameters.defaults().withDeferral(Deferral.never()).withBits(4);
    IndexWriterConfig config =
        new IndexWriterConfig()
            .setCodec(new DiskAnnCodec(parameters))
            .setUseCompoundFile(false)
            .setMergePolicy(NoMergePolicy.INSTANCE);
    Corpus corpus =
        Corpus.random(random(), VectorSimilarityFunction.EUCLIDEAN, VectorEncoding.FLOAT32, 200, 6);
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (int id = 0; id < corpus.size(); id++) {
        writer.addDocument(Index.document(corpus, id));
      }
    }
  }

  private static List<String> vectorFiles(Directory directory) throws IOException {
    List<String> files = new ArrayList<>();
    Set<String> extensions = new TreeSet<>();
    for (String file : directory.listAll()) {
      String extension = file.substring(file.lastIndexOf('.') + 1);
      if (EXTENSIONS.contains(extension)) {
        files.add(file);
        extensions.add(extension);
      }
    }
    assertEquals(new TreeSet<>(EXTENSIONS), extensions);
    return files;
  }

  private static void openAndCheck(Directory directory) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      for (LeafReaderContext leaf : reader.leaves()) {
        ((CodecReader) leaf.reader()).getVectorReader().checkIntegrity();
      }
    }
  }

  public void testFlippedBytes() throws IOException {
    try (Directory directory = new ByteBuffersDirectory()) {
      index(directory);
      openAndCheck(directory);
      for (String file : vectorFiles(directory)) {
        byte[] sound = read(directory, file);
        for (int i = 0; i < 60; i++) {
          int position = i == 0 ? sound.length - 1 : random().nextInt(sound.length);
          byte[] broken = sound.clone();
          broken[position] ^= (byte) (1 << random().nextInt(8));
          write(directory, file, broken);
          assertNoticed(directory, file + " byte " + position);
        }
        write(directory, file, sound);
      }
      openAndCheck(directory);
    }
  }

  public void testTruncatedFiles() throws IOException {
    try (Directory directory = new ByteBuffersDirectory()) {
      index(directory);
      for (String file : vectorFiles(directory)) {
        byte[] sound = read(directory, file);
        for (int length : new int[] {0, 1, sound.length / 2, sound.length - 1}) {
          write(directory, file, Arrays.copyOf(sound, length));
          assertNoticed(directory, file + " length " + length);
        }
        write(directory, file, sound);
      }
    }
  }

  public void testMissingFiles() throws IOException {
    try (Directory directory = new ByteBuffersDirectory()) {
      index(directory);
      for (String file : vectorFiles(directory)) {
        byte[] sound = read(directory, file);
        directory.deleteFile(file);
        expectThrows(IOException.class, () -> openAndCheck(directory));
        try (IndexOutput out = directory.createOutput(file, IOContext.DEFAULT)) {
          out.writeBytes(sound, sound.length);
        }
      }
    }
  }

  private static void assertNoticed(Directory directory, String what) {
    IOException e = expectThrows(IOException.class, () -> openAndCheck(directory));
    boolean known =
        e instanceof CorruptIndexException
            || e instanceof IndexFormatTooNewException
            || e instanceof IndexFormatTooOldException
            || e instanceof EOFException;
    if (!known) {
      throw new AssertionError(what, e);
    }
  }

  private static byte[] read(Directory directory, String file) throws IOException {
    try (IndexInput in = directory.openInput(file, IOContext.READONCE)) {
      byte[] bytes = new byte[(int) in.length()];
      in.readBytes(bytes, 0, bytes.length);
      return bytes;
    }
  }

  private static void write(Directory directory, String file, byte[] bytes) throws IOException {
    directory.deleteFile(file);
    try (IndexOutput out = directory.createOutput(file, IOContext.DEFAULT)) {
      out.writeBytes(bytes, bytes.length);
    }
  }
}
