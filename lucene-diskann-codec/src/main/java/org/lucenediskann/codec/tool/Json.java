package org.lucenediskann.codec.tool;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Sections as JSON text (RFC 8259), indented. */
final class Json {

  private final StringBuilder text = new StringBuilder();
  private int depth;

  private Json() {}

  static String of(Section section) {
    Json json = new Json();
    json.value(section);
    return json.text.toString();
  }

  private void value(Object value) {
    switch (value) {
      case null -> text.append("null");
      case Section section -> members(section);
      case List<?> list -> elements(list);
      case String string -> string(string);
      case Double number -> text.append(Double.isFinite(number) ? number.toString() : "null");
      case Float number -> text.append(Float.isFinite(number) ? number.toString() : "null");
      case Integer number -> text.append(number);
      case Long number -> text.append(number);
      case Boolean flag -> text.append(flag);
      default -> throw new IllegalArgumentException("no JSON for " + value.getClass());
    }
  }

  private void members(Section section) {
    open('{');
    String separator = "";
    for (Map.Entry<String, Object> member : section.values().entrySet()) {
      text.append(separator);
      newLine();
      string(member.getKey());
      text.append(": ");
      value(member.getValue());
      separator = ",";
    }
    close('}', section.values().isEmpty());
  }

  private void elements(List<?> list) {
    open('[');
    String separator = "";
    for (Object element : list) {
      text.append(separator);
      newLine();
      value(element);
      separator = ",";
    }
    close(']', list.isEmpty());
  }

  private void open(char bracket) {
    text.append(bracket);
    depth++;
  }

  private void close(char bracket, boolean empty) {
    depth--;
    if (!empty) {
      newLine();
    }
    text.append(bracket);
  }

  private void newLine() {
    text.append('\n').append("  ".repeat(depth));
  }

  private void string(String string) {
    text.append('"');
    for (int i = 0; i < string.length(); i++) {
      character(string.charAt(i));
    }
    text.append('"');
  }

  private void character(char c) {
    if (c == '"' || c == '\\') {
      text.append('\\').append(c);
    } else if (c < ' ' || Character.isSurrogate(c)) {
      text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
    } else {
      text.append(c);
    }
  }
}
