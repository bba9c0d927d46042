package org.lucenediskann.luceneutil;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code CLASS(argument,...)}: makes an object of any class on the class path. */
record ConstructorCall(String className, List<String> arguments) {
  private static final Map<Class<?>, Function<String, Object>> READERS =
      Map.of(
          int.class, Integer::valueOf,
          long.class, Long::valueOf,
          float.class, Float::valueOf,
          double.class, Double::valueOf,
          boolean.class, Boolean::valueOf,
          String.class, text -> text);
  private static final Pattern FORM = Pattern.compile("([\\w.$]+)\\((.*)\\)");

  /**
   * Reads a call.
   *
   * @throws IllegalArgumentException if {@code text} is none
   */
  static ConstructorCall parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("'" + text + "' is not of the form CLASS(argument,...)");
    }
    String arguments = form.group(2);
    return new ConstructorCall(
        form.group(1),
        arguments.isBlank()
            ? List.of()
            : Stream.of(arguments.split(",", -1)).map(String::strip).toList());
  }

  /**
   * Calls the first public constructor that takes so many numbers, booleans or strings.
   *
   * @throws IllegalArgumentException if there is none, or the arguments do not please it
   */
  Object invoke() {
    for (Constructor<?> constructor : load().getConstructors()) {
      if (READERS.keySet().containsAll(List.of(constructor.getParameterTypes()))
          && constructor.getParameterCount() == arguments.size()) {
        return invoke(constructor);
      }
    }
    throw new IllegalArgumentException(
        className + " has no public constructor of " + arguments.size() + " plain values");
  }

  private Class<?> load() {
    try {
      return Class.forName(className);
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException("no class " + className + " on the class path", e);
    }
  }

  private Object invoke(Constructor<?> constructor) {
    Object[] values = new Object[arguments.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = READERS.get(constructor.getParameterTypes()[i]).apply(arguments.get(i));
    }
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(className + ": " + e.getCause().getMessage(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("cannot make a " + className + ": " + e, e);
    }
  }
}
