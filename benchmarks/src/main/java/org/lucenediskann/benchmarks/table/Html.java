package org.lucenediskann.benchmarks.table;

/** Text on a page. */
public final class Html {
  private Html() {}

  /** {@code text} with what means something in HTML made plain. */
  public static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
