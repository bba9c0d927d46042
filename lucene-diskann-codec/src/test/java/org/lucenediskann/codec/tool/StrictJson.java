package org.lucenediskann.codec.tool;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON text as RFC 8259 has it, and nothing else: maps, lists, strings, doubles, booleans.
 */
final class StrictJson {

  private final String text;
  private int at;

  private StrictJson(String text) {
    this.text = text;
  }

  static Object parse(String text) {
    StrictJson json = new StrictJson(text);
    Object value = json.value();
    json.space();
    json.require(json.at == text.length(), "text behind the value");
    return value;
  }

  private Object value() {
    space();
    return switch (peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Map<String, Object> object() {
    Map<String, Object> members = new LinkedHashMap<>();
    at++;
    space();
    for (boolean first = true; peek() != '}'; first = false) {
      if (!first) {
        expect(',');
        space();
      }
      String name = string();
      space();
      expect(':');
      require(!members.containsKey(name), "second " + name);
      members.put(name, value());
      space();
    }
    at++;
    return members;
  }

  private List<Object> array() {
    List<Object> elements = new ArrayList<>();
    at++;
    space();
    for (boolean first = true; peek() != ']'; first = false) {
      if (!first) {
        expect(',');
      }
      elements.add(value());
      space();
    }
    at++;
    return elements;
  }

  private String string() {
    expect('"');
    StringBuilder string = new StringBuilder();
    while (peek() != '"') {
      char c = text.charAt(at++);
      require(c >= ' ', "control character in a string");
      string.append(c == '\\' ? escaped() : c);
    }
    at++;
    return string.toString();
  }

  private char escaped() {
    char c = text.charAt(at++);
    if (c == 'u') {
      at += 4;
      return (char) Integer.parseInt(text, at - 4, at, 16);
    }
    require(c == '"' || c == '\\', "escape \\" + c);
    return c;
  }

  private Double number() {
    int start = at;
    while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String number = text.substring(start, at);
    require(number.matches("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?"), "number " + number);
    return Double.valueOf(number);
  }

  private Object word(String word, Object value) {
    require(text.startsWith(word, at), "not " + word);
    at += word.length();
    return value;
  }

  private void space() {
    while (at < text.length() && " \n\r\t".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() {
    require(at < text.length(), "end of text");
    return text.charAt(at);
  }

  private void expect(char c) {
    require(peek() == c, "no " + c);
    at++;
  }

  private void require(boolean holds, String problem) {
    if (!holds) {
      throw new IllegalArgumentException(problem + " at " + at + " of " + text);
    }
  }
}
