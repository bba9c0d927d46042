package org.lucenediskann.elasticsearch;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.logging.log4j.Logger;
import org.elasticsearch.cluster.node.DiscoveryNodes;
import org.elasticsearch.common.logging.Loggers;
import org.elasticsearch.common.settings.Setting;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.features.NodeFeature;
import org.elasticsearch.index.IndexSettings;
import org.elasticsearch.index.engine.EngineConfig;
import org.elasticsearch.index.engine.EngineFactory;
import org.elasticsearch.index.engine.InternalEngine;
import org.elasticsearch.plugins.ActionPlugin;
import org.elasticsearch.plugins.EnginePlugin;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.rest.RestHandler;

/** What Elasticsearch loads: settings, an engine for indices that want it, and statistics. */
public final class DiskAnnPlugin extends Plugin implements EnginePlugin, ActionPlugin {

  private final WriteCounters counters = new WriteCounters();
  private final int buildMemoryMB;

  /** Called by Elasticsearch, with the settings of the node. */
  public DiskAnnPlugin(Settings settings) {
    buildMemoryMB = DiskAnnSettings.buildMemoryMB(settings);
  }

  @Override
  public List<Setting<?>> getSettings() {
    return DiskAnnSettings.ALL;
  }

  /**
   * Elasticsearch's own engine with another codec. A mounted snapshot is only read, which needs no
   * more than the format, and brings an engine of its own.
   */
  @Override
  public Optional<EngineFactory> getEngineFactory(IndexSettings index) {
    boolean wanted =
        DiskAnnSettings.ENABLED.get(index.getSettings())
            && !index.getIndexMetadata().isSearchableSnapshot();
    return wanted ? Optional.of(this::newEngine) : Optional.empty();
  }

  private InternalEngine newEngine(EngineConfig config) {
    Logger logger = Loggers.getLogger(DiskAnnPlugin.class, config.getShardId());
    FieldFormats.Factory formats =
        elasticsearch ->
            new FieldFormats(
                config.getMapperService()::fieldType,
                elasticsearch,
                buildMemoryMB,
                counters,
                logger);
    return new InternalEngine(
        EngineConfig.builder(config)
            .codecProvider(new DiskAnnCodecs(config.getCodecProvider(), formats))
            .build());
  }

  /** What the statistics are read from. */
  @Override
  public Collection<?> createComponents(PluginServices services) {
    return List.of(counters);
  }

  @Override
  @SuppressWarnings("rawtypes") // so does the interface
  public Collection<ActionHandler> getActions() {
    return List.of(new ActionHandler(TransportStatsAction.TYPE, TransportStatsAction.class));
  }

  @Override
  public Collection<RestHandler> getRestHandlers(
      RestHandlersServices services,
      Supplier<DiscoveryNodes> nodesInCluster,
      Predicate<NodeFeature> clusterSupportsFeature) {
    return List.of(new RestStatsAction());
  }
}
