package org.lucenediskann.codec.build;

import java.io.IOException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.util.IOUtils;

/** A temporary file in a directory that knows what is left open or behind. */
final class DirectoryTempFile implements TempFile {

  private final Directory directory;
  private final IndexOutput output;
  private IndexInput input;

  private DirectoryTempFile(Directory directory, IndexOutput output) {
    this.directory = directory;
    this.output = output;
  }

  /** Temporary files of a directory. */
  static TempFiles in(Directory directory) {
    return purpose ->
        new DirectoryTempFile(
            directory, directory.createTempOutput("x", purpose, IOContext.DEFAULT));
  }

  @Override
  public synchronized long append(byte[] bytes, int length) throws IOException {
    long start = output.getFilePointer();
    output.writeBytes(bytes, length);
    return start;
  }

  @Override
  public void finish() throws IOException {
    output.close();
    input = directory.openInput(output.getName(), IOContext.DEFAULT);
  }

  @Override
  public Reader newReader() {
    IndexInput own = input.clone();
    return new Reader() {
      @Override
      public void readFloats(long position, float[] dest, int offset, int count)
          throws IOException {
        own.seek(position);
        own.readFloats(dest, offset, count);
      }

      @Override
      public void readLongs(long position, long[] dest, int offset, int count) throws IOException {
        own.seek(position);
        own.readLongs(dest, offset, count);
      }
    };
  }

  @Override
  public void close() throws IOException {
    try {
      IOUtils.close(output, input);
    } finally {
      directory.deleteFile(output.getName());
    }
  }
}
