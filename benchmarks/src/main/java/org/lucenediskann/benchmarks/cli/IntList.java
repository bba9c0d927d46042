package org.lucenediskann.benchmarks.cli;

import java.util.Arrays;
import org.lucenediskann.benchmarks.data.DataException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The value of an option that takes {@code 10,20,40}: positive, at least one. */
public record IntList(int... values) {
  /**
   * The list sizes that have room for {@code k} hits, ascending.
   *
   * @throws DataException if there is none
   */
  public int[] atLeast(int k) {
    int[] sizes = Arrays.stream(values).filter(size -> size >= k).sorted().toArray();
    if (sizes.length == 0) {
      throw new DataException("--list-sizes must hold a size of at least k=" + k);
    }
    return sizes;
  }

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
