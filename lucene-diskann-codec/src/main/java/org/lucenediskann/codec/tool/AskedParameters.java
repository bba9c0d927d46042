package org.lucenediskann.codec.tool;

import java.util.List;
import java.util.regex.Pattern;
import org.lucenediskann.codec.Deferral;
import org.lucenediskann.codec.DiskAnnParameters;
import org.lucenediskann.codec.store.FieldEntry;

/**
 * Parameters of new graphs: those that a field was written with, but for what was asked for.
 *
 * @param options of the call
 */
record AskedParameters(Options options) {

  static final List<String> OPTIONS =
      List.of(
          "max-degree",
          "build-list-size",
          "alpha",
          "fanout",
          "leaf-size",
          "leaf-neighbors",
          "deferral",
          "bits",
          "oversample",
          "memory-mb",
          "seed",
          "threads");

  private static final Pattern SEPARATOR = Pattern.compile(", ");

  /**
   * Checks the options.
   *
   * @throws UsageException if one is out of range
   */
  static AskedParameters of(Options options) {
    AskedParameters asked = new AskedParameters(options);
    asked.over(DiskAnnParameters.defaults());
    return asked;
  }

  /** Parameters for a field written before. */
  DiskAnnParameters of(FieldEntry entry) {
    DiskAnnParameters written =
        asWritten(entry).withMaxDegree(entry.maxDegree()).withAlpha(entry.alpha());
    boolean newBits = options.values().containsKey("bits");
    return over(
        newBits ? written : written.withBits(entry.bits()).withOversample(entry.oversample()));
  }

  /** What else the text of an entry tells; the defaults where it does not. */
  private static DiskAnnParameters asWritten(FieldEntry entry) {
    DiskAnnParameters parameters = DiskAnnParameters.defaults();
    for (String pair : SEPARATOR.splitAsStream(entry.parameters()).toList()) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters = with(parameters, pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return parameters;
  }

  private static DiskAnnParameters with(DiskAnnParameters parameters, String name, String value) {
    try {
      return switch (name) {
        case "buildListSize" -> parameters.withBuildListSize(Integer.parseInt(value));
        case "fanout" -> parameters.withFanout(Integer.parseInt(value));
        case "leafSize" -> parameters.withLeafSize(Integer.parseInt(value));
        case "leafNeighbors" -> parameters.withLeafNeighbors(Integer.parseInt(value));
        case "seed" -> parameters.withSeed(Long.parseLong(value));
        default -> parameters;
      };
    } catch (IllegalArgumentException e) { // the text is for people
      return parameters;
    }
  }

  private DiskAnnParameters over(DiskAnnParameters written) {
    try {
      return new DiskAnnParameters(
          options.get("max-degree", Integer::parseInt, written.maxDegree()),
          options.get("build-list-size", Integer::parseInt, written.buildListSize()),
          options.get("alpha", Float::parseFloat, written.alpha()),
          options.get("fanout", Integer::parseInt, written.fanout()),
          options.get("leaf-size", Integer::parseInt, written.leafSize()),
          options.get("leaf-neighbors", Integer::parseInt, written.leafNeighbors()),
          options.get("deferral", AskedParameters::deferral, written.deferral()),
          options.get("bits", Integer::parseInt, written.bits()),
          options.get("oversample", Float::parseFloat, written.oversample()),
          written.buildThreads(),
          options.get("memory-mb", Integer::parseInt, written.buildMemoryMB()),
          options.get("memory-mb", Integer::parseInt, written.mergeMemoryMB()),
          options.get("seed", Long::parseLong, written.seed()));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private static Deferral deferral(String text) {
    return switch (text) {
      case "never" -> Deferral.never();
      case "auto" -> Deferral.auto();
      default -> Deferral.vectors(Integer.parseInt(text));
    };
  }

  int threads() {
    return options.positive("threads", 1);
  }
}
