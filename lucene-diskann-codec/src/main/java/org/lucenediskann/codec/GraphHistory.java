package org.lucenediskann.codec;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lucenediskann.codec.store.BuildRecord;

/**
 * What became of a graph since it was built in a batch: kept behind the parameters in the text that
 * the meta file has of it. A graph without such a note is as it was built.
 */
final class GraphHistory {

  private static final Pattern NOTE = Pattern.compile(", renewed=([0-9]+\\.[0-9]{4})$");

  private GraphHistory() {}

  /**
   * A record with the note.
   *
   * @param renewed see {@link org.lucenediskann.codec.merge.MergeSource#renewed}
   */
  static BuildRecord note(BuildRecord record, double renewed) {
    String text = record.parameters();
    return renewed == 0
        ? record
        : new BuildRecord(
            record.maxDegree(),
            record.alpha(),
            record.bits(),
            record.oversample(),
            text + String.format(Locale.ROOT, ", renewed=%.4f", renewed));
  }

  /** The share in a text with a note; else 0. */
  static double renewed(String text) {
    Matcher note = NOTE.matcher(text);
    return note.find() ? Double.parseDouble(note.group(1)) : 0;
  }
}
