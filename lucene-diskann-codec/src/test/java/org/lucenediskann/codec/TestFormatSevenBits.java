package org.lucenediskann.codec;

/** The contract with codes of 7 bits, and graphs in every segment. */
public class TestFormatSevenBits extends FormatContract {

  @Override
  DiskAnnParameters parameters() {
    return GRAPHS_ALWAYS.withBits(7);
  }
}
