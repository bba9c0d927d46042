package org.lucenediskann.benchmarks.cli;

import java.util.List;
import org.lucenediskann.benchmarks.formats.FormatSpec;
import org.lucenediskann.benchmarks.formats.FormatSpecParser;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The value of {@code --formats}. */
public record FormatList(List<FormatSpec> specs) {
  /** Reads the option. */
  public static final class Converter implements ITypeConverter<FormatList> {
    @Override
    public FormatList convert(String value) {
      try {
        return new FormatList(FormatSpecParser.parseList(value));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
