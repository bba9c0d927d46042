package org.lucenediskann.codec;

/** The contract with a graph in every segment, however small. */
public class TestFormatGraphsAlways extends FormatContract {

  @Override
  DiskAnnParameters parameters() {
    return GRAPHS_ALWAYS;
  }
}
