package org.lucenediskann.codec.tool;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Sections for people: one value a line, and one line for each section of a list of flat ones. */
final class PlainText {

  private final StringBuilder text = new StringBuilder();

  private PlainText() {}

  static String of(Section section) {
    PlainText plain = new PlainText();
    plain.section(section, "");
    return plain.text.toString().stripTrailing();
  }

  private void section(Section section, String indent) {
    for (Map.Entry<String, Object> entry : section.values().entrySet()) {
      Object value = entry.getValue();
      text.append(indent).append(entry.getKey()).append(':');
      if (value instanceof List<?> list) {
        list(list, indent + "  ");
      } else if (value instanceof Section inner && !isFlat(inner)) {
        text.append('\n');
        section(inner, indent + "  ");
      } else {
        text.append(' ').append(single(value)).append('\n');
      }
    }
  }

  private void list(List<?> list, String indent) {
    text.append(list.isEmpty() ? " none\n" : "\n");
    for (Object element : list) {
      if (element instanceof Section section && !isFlat(section)) {
        section(section, indent);
        text.append('\n');
      } else {
        text.append(indent).append(single(element)).append('\n');
      }
    }
  }

  private static boolean isFlat(Section section) {
    return section.values().values().stream()
        .noneMatch(value -> value instanceof Section || value instanceof List);
  }

  private static String line(Section section) {
    return section.values().entrySet().stream()
        .map(value -> value.getKey() + " " + single(value.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String single(Object value) {
    return switch (value) {
      case null -> "unknown";
      case Section section -> line(section);
      case Boolean flag -> flag ? "yes" : "no";
      case Integer number -> String.format(Locale.ROOT, "%,d", number);
      case Long number -> String.format(Locale.ROOT, "%,d", number);
      case Double number -> String.format(Locale.ROOT, "%.4f", number);
      default -> value.toString();
    };
  }
}
