package org.lucenediskann.codec;

/** The contract with codes of 1 bit, and graphs in every segment. */
public class TestFormatOneBit extends FormatContract {

  @Override
  DiskAnnParameters parameters() {
    return GRAPHS_ALWAYS.withBits(1);
  }
}
