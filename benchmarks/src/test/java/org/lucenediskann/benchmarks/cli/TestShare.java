package org.lucenediskann.benchmarks.cli;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import org.junit.Test;
import picocli.CommandLine.TypeConversionException;

public class TestShare {
  private final Share.Converter converter = new Share.Converter();

  @Test
  public void readsPercentAndFractions() {
    assertEquals(.02, converter.convert("2%").value(), 1e-12);
    assertEquals(.02, converter.convert("0.02").value(), 1e-12);
    assertEquals(1, converter.convert(" 100% ").value(), 0);
    assertEquals(3, converter.convert("25%").of(10)); // 2.5 rounded
  }

  @Test
  public void rejectsWhatIsNoShare() {
    for (String text : new String[] {"2", "-1%", "101%", "%", "", "two", "NaN"}) {
      assertThrows(text, TypeConversionException.class, () -> converter.convert(text));
    }
  }
}
