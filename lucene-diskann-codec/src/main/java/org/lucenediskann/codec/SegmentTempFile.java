package org.lucenediskann.codec;

import java.io.IOException;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.util.IOUtils;
import org.lucenediskann.codec.build.TempFile;
import org.lucenediskann.codec.build.TempFiles;

/** A temporary file beside the segment that is being written. */
final class SegmentTempFile implements TempFile {

  private final Directory directory;
  private final IndexOutput output;
  private IndexInput input;

  private SegmentTempFile(Directory directory, IndexOutput output) {
    this.directory = directory;
    this.output = output;
  }

  /** Temporary files of a segment. */
  static TempFiles of(SegmentWriteState state) {
    return purpose ->
        new SegmentTempFile(
            state.directory,
            state.directory.createTempOutput(
                state.segmentInfo.name, "diskann_" + purpose, state.context));
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
