package org.lucenediskann.opensearch.mapping;

import org.opensearch.common.settings.Setting;

/** The setting that makes an index one with DiskAnn graphs. */
public final class DiskAnnIndex {

  /** {@code index.diskann}: given when the index is created and never changed. */
  public static final Setting<Boolean> ENABLED =
      Setting.boolSetting(
          "index.diskann", false, Setting.Property.IndexScope, Setting.Property.Final);

  private DiskAnnIndex() {}
}
