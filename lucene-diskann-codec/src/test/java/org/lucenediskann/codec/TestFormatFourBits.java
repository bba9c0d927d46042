package org.lucenediskann.codec;

/** The contract with codes of 4 bits, and graphs in every segment. */
public class TestFormatFourBits extends FormatContract {

  @Override
  DiskAnnParameters parameters() {
    return GRAPHS_ALWAYS.withBits(4);
  }
}
