package org.lucenediskann.codec.tool;

import org.apache.lucene.util.InfoStream;

/** What building a graph has to say, as progress. */
final class BuildMessages extends InfoStream {

  private static final String COMPONENT = "DISKANN";

  private final Progress progress;

  BuildMessages(Progress progress) {
    this.progress = progress;
  }

  @Override
  public void message(String component, String message) {
    progress.say(message);
  }

  @Override
  public boolean isEnabled(String component) {
    return component.equals(COMPONENT);
  }

  @Override
  public void close() {}
}
