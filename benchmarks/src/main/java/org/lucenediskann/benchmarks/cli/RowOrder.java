package org.lucenediskann.benchmarks.cli;

import java.util.stream.IntStream;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.data.DataSet;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The value of {@code --order}: the order in which rows are added. */
public enum RowOrder {
  /** As in the file, where rows are shuffled as a rule. */
  GIVEN,
  /** As collected, so that segments differ from each other. */
  NATURAL;

  /** Reads the option. */
  public static final class Converter implements ITypeConverter<RowOrder> {
    @Override
    public RowOrder convert(String value) {
      return switch (value) {
        case "given" -> GIVEN;
        case "natural" -> NATURAL;
        default ->
            throw new TypeConversionException("--order is given or natural, not '" + value + "'");
      };
    }
  }

  /**
   * All rows of {@code data} in this order.
   *
   * @throws DataException if the data does not tell
   */
  public int[] rows(DataSet data) {
    return switch (this) {
      case GIVEN -> IntStream.range(0, data.base().size()).toArray();
      case NATURAL ->
          data.naturalOrder()
              .orElseThrow(() -> new DataException(data.name() + " has no order_natural.i32"));
    };
  }

  /** As on the command line. */
  public String label() {
    return this == GIVEN ? "given" : "natural";
  }

  @Override
  public String toString() {
    return label(); // how picocli shows the default
  }
}
