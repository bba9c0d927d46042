package org.lucenediskann.benchmarks.formats;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lucenediskann.codec.Deferral;
import org.lucenediskann.codec.DiskAnnParameters;

/** Reads and shows {@link DiskAnnParameters} by the names of its components, whatever they are. */
final class DiskAnnParameterTable {
  private static final RecordComponent[] COMPONENTS = DiskAnnParameters.class.getRecordComponents();

  private static final Map<Class<?>, Function<String, Object>> READERS =
      Map.of(
          int.class, Integer::valueOf,
          long.class, Long::valueOf,
          float.class, Float::valueOf,
          double.class, Double::valueOf,
          boolean.class, Boolean::valueOf,
          Deferral.class, DiskAnnParameterTable::deferral);

  private static final String QUALITY = "quality";

  private DiskAnnParameterTable() {}

  /** Every parameter by name; what is no number is given as text. */
  static Map<String, Object> values(DiskAnnParameters parameters) {
    Map<String, Object> values = new TreeMap<>();
    for (RecordComponent component : COMPONENTS) {
      Object value = get(parameters, component);
      values.put(component.getName(), value instanceof Number ? value : String.valueOf(value));
    }
    return values;
  }

  /**
   * The defaults with {@code name=value,...} set; empty text sets nothing. Where {@code quality}
   * comes first, the rest changes that.
   */
  static DiskAnnParameters parse(String text) {
    boolean quality = text.equals(QUALITY) || text.startsWith(QUALITY + ",");
    String settings =
        quality ? text.substring(Math.min(text.length(), QUALITY.length() + 1)) : text;
    DiskAnnParameters base = quality ? DiskAnnParameters.quality() : DiskAnnParameters.defaults();
    Object[] values = Arrays.stream(COMPONENTS).map(c -> get(base, c)).toArray();
    for (String setting : settings.isEmpty() ? new String[0] : settings.split(",", -1)) {
      String[] parts = setting.split("=", 2);
      int index = indexOf(parts[0].strip());
      if (parts.length < 2) {
        throw new IllegalArgumentException("'" + setting + "' is not of the form name=value");
      }
      values[index] = convert(COMPONENTS[index], parts[1].strip());
    }
    return create(values);
  }

  private static int indexOf(String name) {
    for (int i = 0; i < COMPONENTS.length; i++) {
      if (COMPONENTS[i].getName().equals(name)) {
        return i;
      }
    }
    String known =
        Arrays.stream(COMPONENTS).map(RecordComponent::getName).collect(Collectors.joining(", "));
    throw new IllegalArgumentException("unknown parameter '" + name + "'; known: " + known);
  }

  private static Object convert(RecordComponent component, String text) {
    String type = component.getType().getSimpleName();
    try {
      return READERS.get(component.getType()).apply(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(component.getName() + "=" + text + " is not a " + type, e);
    }
  }

  private static Deferral deferral(String text) {
    return switch (text) {
      case "never" -> Deferral.never();
      case "auto" -> Deferral.auto();
      default -> Deferral.vectors(Integer.parseInt(text));
    };
  }

  private static Object get(DiskAnnParameters parameters, RecordComponent component) {
    try {
      return component.getAccessor().invoke(parameters);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("cannot read " + component.getName(), e);
    }
  }

  private static DiskAnnParameters create(Object[] values) {
    Class<?>[] types =
        Arrays.stream(COMPONENTS).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<DiskAnnParameters> constructor = DiskAnnParameters.class.getConstructor(types);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException rejected) {
        throw rejected;
      }
      throw new LinkageError("cannot make DiskAnnParameters", e);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("cannot make DiskAnnParameters", e);
    }
  }
}
