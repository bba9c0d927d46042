package org.lucenediskann.codec;

/** The contract without any graph. */
public class TestFormatAlwaysDeferred extends FormatContract {

  @Override
  DiskAnnParameters parameters() {
    return DiskAnnParameters.defaults().withDeferral(Deferral.vectors(Integer.MAX_VALUE));
  }
}
