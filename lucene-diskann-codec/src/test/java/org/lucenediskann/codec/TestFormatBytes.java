package org.lucenediskann.codec;

import org.apache.lucene.index.VectorEncoding;

/** The contract with byte vectors wherever the encoding is open, and graphs in every segment. */
public class TestFormatBytes extends FormatContract {

  @Override
  DiskAnnParameters parameters() {
    return GRAPHS_ALWAYS;
  }

  @Override
  protected VectorEncoding randomVectorEncoding() {
    return VectorEncoding.BYTE;
  }
}
