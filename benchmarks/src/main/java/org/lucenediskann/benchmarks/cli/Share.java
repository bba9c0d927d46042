package org.lucenediskann.benchmarks.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The value of an option that takes {@code 2%} or {@code 0.02}: a share in 0..1. */
public record Share(double value) {
  /** Reads the option. */
  public static final class Converter implements ITypeConverter<Share> {
    @Override
    public Share convert(String text) {
      try {
        String number = text.strip();
        boolean percent = number.endsWith("%");
        double value =
            Double.parseDouble(percent ? number.substring(0, number.length() - 1) : number);
        double share = percent ? value / 100 : value;
        if (share >= 0 && share <= 1) {
          return new Share(share);
        }
      } catch (NumberFormatException e) {
        // said below
      }
      throw new TypeConversionException("'" + text + "' is not a share, such as 2% or 0.02");
    }
  }

  /** This share of {@code count} things, rounded. */
  public int of(int count) {
    return (int) Math.round(value * count);
  }
}
