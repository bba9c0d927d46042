package org.lucenediskann.codec;

import org.apache.lucene.codecs.Codec;

/** The contract through {@link DiskAnnCodec}, as users meet it, found again by its SPI name. */
public class TestFormatByCodec extends FormatContract {

  @Override
  DiskAnnParameters parameters() {
    return GRAPHS_ALWAYS;
  }

  @Override
  protected Codec getCodec() {
    return new DiskAnnCodec(parameters());
  }
}
