package org.lucenediskann.codec;

import org.apache.lucene.util.InfoStream;

/** Puts the same words before every message: which builds go on at once, one cannot tell else. */
final class NamedInfoStream extends InfoStream {

  private final InfoStream target;
  private final String name;

  NamedInfoStream(InfoStream target, String name) {
    this.target = target;
    this.name = name;
  }

  @Override
  public void message(String component, String message) {
    target.message(component, name + ": " + message);
  }

  @Override
  public boolean isEnabled(String component) {
    return target.isEnabled(component);
  }

  /** The target is its owner's to close. */
  @Override
  public void close() {}
}
