package org.lucenediskann.codec;

/** The contract with codes of 2 bits, and graphs in every segment. */
public class TestFormatTwoBits extends FormatContract {

  @Override
  DiskAnnParameters parameters() {
    return GRAPHS_ALWAYS.withBits(2);
  }
}
