package org.lucenediskann.opensearch;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.lucenediskann.codec.DiskAnnParameters;
import org.lucenediskann.opensearch.codec.DiskAnnCodecService;
import org.lucenediskann.opensearch.mapping.DiskAnnFieldMapper;
import org.lucenediskann.opensearch.mapping.DiskAnnIndex;
import org.lucenediskann.opensearch.query.DiskAnnQueryBuilder;
import org.lucenediskann.opensearch.stats.RestStatsAction;
import org.lucenediskann.opensearch.stats.StatsAction;
import org.lucenediskann.opensearch.stats.TransportStatsAction;
import org.lucenediskann.opensearch.stats.WriteCounters;
import org.opensearch.action.ActionRequest;
import org.opensearch.cluster.metadata.IndexNameExpressionResolver;
import org.opensearch.cluster.node.DiscoveryNodes;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.common.settings.ClusterSettings;
import org.opensearch.common.settings.IndexScopedSettings;
import org.opensearch.common.settings.Setting;
import org.opensearch.common.settings.Settings;
import org.opensearch.common.settings.SettingsFilter;
import org.opensearch.core.action.ActionResponse;
import org.opensearch.core.common.io.stream.NamedWriteableRegistry;
import org.opensearch.core.common.unit.ByteSizeValue;
import org.opensearch.core.xcontent.NamedXContentRegistry;
import org.opensearch.env.Environment;
import org.opensearch.env.NodeEnvironment;
import org.opensearch.index.IndexSettings;
import org.opensearch.index.codec.CodecServiceFactory;
import org.opensearch.index.mapper.Mapper;
import org.opensearch.plugins.ActionPlugin;
import org.opensearch.plugins.EnginePlugin;
import org.opensearch.plugins.MapperPlugin;
import org.opensearch.plugins.Plugin;
import org.opensearch.plugins.SearchPlugin;
import org.opensearch.repositories.RepositoriesService;
import org.opensearch.rest.RestController;
import org.opensearch.rest.RestHandler;
import org.opensearch.script.ScriptService;
import org.opensearch.threadpool.ThreadPool;
import org.opensearch.transport.client.Client;
import org.opensearch.watcher.ResourceWatcherService;

/**
 * Registers the field type, the query, the settings, the codec of indexes with {@code
 * index.diskann} and the statistics.
 */
public final class DiskAnnPlugin extends Plugin
    implements ActionPlugin, EnginePlugin, MapperPlugin, SearchPlugin {

  /** Registers {@code knn_vector} and {@code knn} too: for clusters without opensearch-knn. */
  static final Setting<Boolean> KNN_VECTOR_ALIAS =
      Setting.boolSetting("diskann.knn_vector_alias", false, Setting.Property.NodeScope);

  /** Heap that one build on this node may take beside the vectors; more goes to files. */
  static final Setting<ByteSizeValue> BUILD_MEMORY =
      Setting.memorySizeSetting("diskann.build_memory", "5%", Setting.Property.NodeScope);

  private final boolean knnVectorAlias;
  private final int buildMemoryMB;
  private final WriteCounters counters = new WriteCounters();

  /** Called by the node. */
  public DiskAnnPlugin(Settings settings) {
    knnVectorAlias = KNN_VECTOR_ALIAS.get(settings);
    buildMemoryMB =
        Math.clamp(
            BUILD_MEMORY.get(settings).getMb(),
            DiskAnnParameters.MIN_BUILD_MEMORY_MB,
            DiskAnnParameters.MAX_BUILD_MEMORY_MB);
  }

  @Override
  public List<Setting<?>> getSettings() {
    return List.of(KNN_VECTOR_ALIAS, BUILD_MEMORY, DiskAnnIndex.ENABLED);
  }

  @Override
  public Map<String, Mapper.TypeParser> getMappers() {
    Map<String, Mapper.TypeParser> mappers = new HashMap<>();
    mappers.put(DiskAnnFieldMapper.TYPE, DiskAnnFieldMapper.parser(DiskAnnFieldMapper.TYPE));
    if (knnVectorAlias) {
      mappers.put(
          DiskAnnFieldMapper.KNN_TYPE, DiskAnnFieldMapper.parser(DiskAnnFieldMapper.KNN_TYPE));
    }
    return mappers;
  }

  @Override
  public List<QuerySpec<?>> getQueries() {
    QuerySpec<?> own = query(DiskAnnQueryBuilder.NAME);
    return knnVectorAlias ? List.of(own, query(DiskAnnQueryBuilder.KNN_NAME)) : List.of(own);
  }

  private static QuerySpec<?> query(String name) {
    return new QuerySpec<>(name, DiskAnnQueryBuilder::new, DiskAnnQueryBuilder::fromXContent);
  }

  @Override
  public Optional<CodecServiceFactory> getCustomCodecServiceFactory(IndexSettings indexSettings) {
    return DiskAnnIndex.ENABLED.get(indexSettings.getSettings())
        ? Optional.of(config -> new DiskAnnCodecService(config, buildMemoryMB, counters))
        : Optional.empty();
  }

  @Override
  public Collection<Object> createComponents(
      Client client,
      ClusterService clusterService,
      ThreadPool threadPool,
      ResourceWatcherService resourceWatcherService,
      ScriptService scriptService,
      NamedXContentRegistry xContentRegistry,
      Environment environment,
      NodeEnvironment nodeEnvironment,
      NamedWriteableRegistry namedWriteableRegistry,
      IndexNameExpressionResolver indexNameExpressionResolver,
      Supplier<RepositoriesService> repositoriesServiceSupplier) {
    return List.of(counters);
  }

  @Override
  public List<ActionHandler<? extends ActionRequest, ? extends ActionResponse>> getActions() {
    return List.of(new ActionHandler<>(StatsAction.INSTANCE, TransportStatsAction.class));
  }

  @Override
  public List<RestHandler> getRestHandlers(
      Settings settings,
      RestController restController,
      ClusterSettings clusterSettings,
      IndexScopedSettings indexScopedSettings,
      SettingsFilter settingsFilter,
      IndexNameExpressionResolver indexNameExpressionResolver,
      Supplier<DiscoveryNodes> nodesInCluster) {
    return List.of(new RestStatsAction());
  }
}
