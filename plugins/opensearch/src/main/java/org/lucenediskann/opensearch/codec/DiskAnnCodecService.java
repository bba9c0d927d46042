package org.lucenediskann.opensearch.codec;

import org.apache.lucene.codecs.Codec;
import org.lucenediskann.codec.WriteObserver;
import org.opensearch.index.codec.CodecService;
import org.opensearch.index.codec.CodecServiceConfig;
import org.opensearch.index.mapper.MapperService;

/**
 * The codecs of OpenSearch, each with the DiskAnn format for the fields that are mapped so.
 *
 * <p>A codec keeps its name: what a segment needs to be read is Lucene's own codec and the format
 * that the field itself names.
 */
public final class DiskAnnCodecService extends CodecService {

  private final MapperService mapperService; // null = nothing is written
  private final VectorFormats formats;

  /**
   * Wraps the codecs of one index.
   *
   * @param buildMemoryMB heap of one build
   * @param observer is told of what is written
   */
  public DiskAnnCodecService(CodecServiceConfig config, int buildMemoryMB, WriteObserver observer) {
    super(
        config.getMapperService(),
        config.getIndexSettings(),
        config.getLogger(),
        config.getAdditionalCodecs());
    this.mapperService = config.getMapperService();
    this.formats = new VectorFormats(buildMemoryMB, observer);
  }

  @Override
  public Codec codec(String name) {
    Codec codec = super.codec(name);
    return mapperService == null ? codec : new DiskAnnVectors(codec, mapperService, formats);
  }
}
