package org.lucenediskann.elasticsearch;

import java.util.List;
import org.elasticsearch.common.settings.Setting;
import org.elasticsearch.common.settings.Setting.Property;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.common.unit.ByteSizeValue;
import org.lucenediskann.codec.DiskAnnParameters;

/** The settings of this plugin. */
final class DiskAnnSettings {

  /** Whether the {@code hnsw} fields of an index are written by this format; for its lifetime. */
  static final Setting<Boolean> ENABLED =
      Setting.boolSetting("index.diskann", false, Property.IndexScope, Property.Final);

  /** Heap that one build on this node may take beside the vectors; more goes to files. */
  static final Setting<ByteSizeValue> BUILD_MEMORY =
      Setting.memorySizeSetting("diskann.build_memory", "5%", Property.NodeScope);

  static final List<Setting<?>> ALL = List.of(ENABLED, BUILD_MEMORY);

  private DiskAnnSettings() {}

  /** The memory of a build in megabytes, within what the format accepts. */
  static int buildMemoryMB(Settings node) {
    return Math.clamp(
        BUILD_MEMORY.get(node).getMb(),
        DiskAnnParameters.MIN_BUILD_MEMORY_MB,
        DiskAnnParameters.MAX_BUILD_MEMORY_MB);
  }
}
