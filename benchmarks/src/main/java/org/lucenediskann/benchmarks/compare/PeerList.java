package org.lucenediskann.benchmarks.compare;

import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The value of {@code --peers}. */
record PeerList(List<PeerSpec> peers) {
  /** Reads the option. */
  static final class Converter implements ITypeConverter<PeerList> {
    @Override
    public PeerList convert(String value) {
      try {
        return new PeerList(PeerSpec.parseList(value));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
