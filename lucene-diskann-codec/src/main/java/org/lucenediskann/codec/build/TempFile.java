package org.lucenediskann.codec.build;

import java.io.Closeable;
import java.io.IOException;

/** A temporary file: first appended to, then read, then closed and thereby gone. */
public interface TempFile extends Closeable {

  /**
   * Appends {@code bytes[0, length)}. Any number of threads may.
   *
   * @return where they begin
   */
  long append(byte[] bytes, int length) throws IOException;

  /** Ends writing; reading may begin. */
  void finish() throws IOException;

  /** A reader for one thread. */
  Reader newReader() throws IOException;

  /** Reads little-endian values. */
  interface Reader {

    void readFloats(long position, float[] dest, int offset, int count) throws IOException;

    void readLongs(long position, long[] dest, int offset, int count) throws IOException;
  }
}
