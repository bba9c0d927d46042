package org.lucenediskann.benchmarks.formats;

import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import org.apache.lucene.codecs.KnnVectorsFormat;

/** {@code diskbbq}: Elasticsearch's clusters of binary codes, where it is on the class path. */
record DiskBbqSpec() implements FormatSpec {
  private static final String FORMAT = "ES950DiskBBQVectorsFormat";
  private static final String LOGGING = "org.elasticsearch.common.logging.LogConfigurator";

  /**
   * Readies Elasticsearch: with its jar on the class path no index opens before its logging is
   * configured.
   *
   * @throws IllegalArgumentException if it is not there
   */
  static DiskBbqSpec load() {
    try {
      Class.forName(LOGGING).getMethod("configureESLogging").invoke(null);
      return new DiskBbqSpec();
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException("Elasticsearch is not on the class path", e);
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      throw new LinkageError("not the Elasticsearch that was expected", e);
    }
  }

  @Override
  public String family() {
    return "diskbbq";
  }

  @Override
  public String label() {
    return "diskbbq";
  }

  @Override
  public Map<String, Object> parameters() {
    return Map.of("format", FORMAT);
  }

  @Override
  public KnnVectorsFormat create() {
    return KnnVectorsFormat.forName(FORMAT);
  }

  @Override
  public boolean rescored() {
    return true;
  }
}
