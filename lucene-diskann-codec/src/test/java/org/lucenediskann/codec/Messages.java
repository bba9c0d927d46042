package org.lucenediskann.codec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.lucene.util.InfoStream;

/** Keeps what this format says. */
final class Messages extends InfoStream {

  final List<String> lines = Collections.synchronizedList(new ArrayList<>());

  @Override
  public void message(String component, String message) {
    if (isEnabled(component)) {
      lines.add(message);
    }
  }

  /** What was said of each phase when it was over, times and counts left out. */
  List<String> progress() {
    return lines.stream()
        .filter(line -> line.contains("field=") && !line.endsWith("% done"))
        .map(line -> line.replaceAll("[\\d.]+ (ms|edges|vectors/s|of a rebuild)", "# $1"))
        .toList();
  }

  @Override
  public boolean isEnabled(String component) {
    return component.equals("DISKANN");
  }

  @Override
  public void close() {}
}
