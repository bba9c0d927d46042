package org.lucenediskann.luceneutil;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.lucenediskann.benchmarks.formats.FormatSpecParser;
import org.lucenediskann.codec.DiskAnnParameters;
import org.lucenediskann.codec.DiskAnnVectorsFormat;

/** The format or codec asked for, before luceneutil's options are known. */
record FormatChoice(String argument) {
  /**
   * Understands the argument of the agent.
   *
   * @throws IllegalArgumentException if it means no format
   */
  static FormatChoice parse(String argument) {
    if (argument == null || argument.isBlank()) {
      throw new IllegalArgumentException("no format: use -javaagent:luceneutil-agent.jar=DiskAnn");
    }
    FormatChoice choice = new FormatChoice(argument.strip());
    choice.create(TesterCall.EXAMPLE);
    return choice;
  }

  /** Whether all of an index may have been written with this choice. */
  boolean wrote(IndexContents contents) {
    return create(TesterCall.EXAMPLE) instanceof KnnVectorsFormat format
        ? contents.searchedFormats().stream().allMatch(format.getName()::equals)
        : contents.codecs().stream()
            .allMatch(((Codec) create(TesterCall.EXAMPLE)).getName()::equals);
  }

  /** The {@link KnnVectorsFormat} or {@link Codec} for a call. */
  Object create(TesterCall call) {
    Object created = named(call);
    if (created instanceof KnnVectorsFormat || created instanceof Codec) {
      return created;
    }
    throw new IllegalArgumentException(argument + " is no codec and no vectors format");
  }

  private Object named(TesterCall call) {
    String text = call.fillIn(argument);
    if (text.endsWith(")")) {
      return ConstructorCall.parse(text).invoke();
    }
    int colon = text.indexOf(':');
    String family = colon < 0 ? text : text.substring(0, colon);
    if (family.equalsIgnoreCase(DiskAnnVectorsFormat.NAME)) {
      return diskAnn(colon < 0 ? "" : text.substring(colon + 1), call);
    } else if (colon >= 0) {
      return FormatSpecParser.parse(text).create();
    } else if (KnnVectorsFormat.availableKnnVectorsFormats().contains(text)) {
      return KnnVectorsFormat.forName(text);
    } else if (Codec.availableCodecs().contains(text)) {
      return Codec.forName(text);
    }
    throw new IllegalArgumentException(
        "unknown format '"
            + text
            + "'; known: DiskAnn[:name=value,...], hnsw:M:beam, hnswsq:bits:M:beam,"
            + " CLASS(arguments), "
            + String.join(", ", KnnVectorsFormat.availableKnnVectorsFormats())
            + ", "
            + String.join(", ", Codec.availableCodecs()));
  }

  /** Luceneutil's options hold for what {@code settings} do not mention. */
  private static KnnVectorsFormat diskAnn(String settings, TesterCall call) {
    String implied = settings.startsWith("quality") ? "" : call.settings();
    String all =
        Stream.of(implied, settings).filter(s -> !s.isEmpty()).collect(Collectors.joining(","));
    DiskAnnVectorsFormat format =
        (DiskAnnVectorsFormat) FormatSpecParser.parse("diskann:" + all).create();
    DiskAnnParameters parameters = format.parameters();
    boolean threads = call.mergeThreads() != null && call.mergeWorkers() > 1;
    return threads && parameters.buildThreads() == 1
        ? new DiskAnnVectorsFormat(
            parameters.withBuildThreads(call.mergeWorkers()), call.mergeThreads())
        : format;
  }
}
