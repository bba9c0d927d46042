package org.lucenediskann.codec;

/** The contract with codes and without any graph. */
public class TestFormatDeferredCodes extends FormatContract {

  @Override
  DiskAnnParameters parameters() {
    return DiskAnnParameters.defaults()
        .withDeferral(Deferral.vectors(Integer.MAX_VALUE))
        .withBits(1);
  }
}
