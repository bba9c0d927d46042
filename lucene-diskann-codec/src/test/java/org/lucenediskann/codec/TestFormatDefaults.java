package org.lucenediskann.codec;

/** The contract with the default parameters. */
public class TestFormatDefaults extends FormatContract {

  @Override
  DiskAnnParameters parameters() {
    return DiskAnnParameters.defaults();
  }
}
