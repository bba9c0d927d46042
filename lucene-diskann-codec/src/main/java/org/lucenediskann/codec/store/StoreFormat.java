package org.lucenediskann.codec.store;

/** Names, versions and sizes of the byte-level format; {@code package-info} says where they go. */
final class StoreFormat {

  /** Meta file: one entry for each field. */
  static final String META_EXTENSION = "vem";

  /** Graph file: the neighbor lists of all fields. */
  static final String GRAPH_EXTENSION = "vex";

  static final String META_CODEC = "DiskAnnMeta";
  static final String GRAPH_CODEC = "DiskAnnGraph";

  static final int VERSION_START = 1;
  static final int VERSION_CURRENT = VERSION_START;

  /** A field's first row starts at a multiple of this many bytes. */
  static final int GRAPH_ALIGNMENT_BYTES = 64;

  /** Greatest length of the parameters as text. */
  static final int MAX_PARAMETERS_BYTES = 65_535;

  /** Greatest number of nodes that a descent of a router may follow on a level. */
  static final int MAX_ROUTER_WIDTH = 1024;

  /** Ends the list of fields in the meta file. */
  static final int NO_MORE_FIELDS = -1;

  /** Pads a row behind its last neighbor. */
  static final int NO_MORE_NEIGHBORS = -1;

  private StoreFormat() {}
}
