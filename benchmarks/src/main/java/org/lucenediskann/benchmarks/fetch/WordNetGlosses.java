package org.lucenediskann.benchmarks.fetch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads WordNet's data files: a line for each meaning, {@code offset lexfile … | gloss}. The label
 * is the lexicographer file, one of 45 classes such as noun.animal; a licence comes first,
 * indented.
 */
public final class WordNetGlosses {
  private static final String SEPARATOR = " | ";

  private WordNetGlosses() {}

  /** All glosses, file by file, as they come. Closes the files. */
  public static List<Text> read(List<InputStream> files) throws IOException {
    List<Text> glosses = new ArrayList<>();
    for (InputStream file : files) {
      try (BufferedReader reader =
              new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
          Stream<String> lines = reader.lines()) {
        lines
            .filter(line -> !line.startsWith(" "))
            .map(WordNetGlosses::gloss)
            .forEach(glosses::add);
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
    return glosses;
  }

  private static Text gloss(String line) {
    String[] fields = line.split(" ", 3);
    String text = line.substring(line.indexOf(SEPARATOR) + SEPARATOR.length()).strip();
    return new Text(text, Integer.parseInt(fields[1]));
  }
}
