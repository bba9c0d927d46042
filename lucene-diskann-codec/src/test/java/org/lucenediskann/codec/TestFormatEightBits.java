package org.lucenediskann.codec;

/** The contract with codes of 8 bits, and graphs in every segment. */
public class TestFormatEightBits extends FormatContract {

  @Override
  DiskAnnParameters parameters() {
    return GRAPHS_ALWAYS.withBits(8);
  }
}
