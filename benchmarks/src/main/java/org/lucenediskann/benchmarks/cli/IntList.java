package org.lucenediskann.benchmarks.cli;

import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The value of an option that takes {@code 10,20,40}: positive, at least one. */
public record IntList(int... values) {
  /** Reads the option. */
  public static final class Converter implements ITypeConverter<IntList> {
    @Override
    public IntList convert(String value) {
      try {
        int[] values =
            Arrays.stream(value.split(",", -1))
                .map(String::strip)
                .mapToInt(Integer::parseInt)
                .toArray();
        if (Arrays.stream(values).allMatch(v -> v > 0)) {
          return new IntList(values);
        }
      } catch (NumberFormatException e) {
        // said below
      }
      throw new TypeConversionException("'" + value + "' is not a list of positive numbers");
    }
  }
}
