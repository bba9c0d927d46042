package org.lucenediskann.benchmarks.search;

import java.util.Optional;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.store.ReadAdvice;

/** What the system is told of how the mapped files of an index are read. */
public enum ReadAhead {
  /** What the formats say: that all is read at random, so nothing should be read ahead. */
  FORMATS,

  /** Only that raw vectors are read at random. */
  VECTORS,

  /** Nothing, as Lucene does if it is not asked to. */
  SYSTEM;

  Optional<ReadAdvice> advice(String file, IOContext context) {
    return switch (this) {
      case FORMATS -> MMapDirectory.ADVISE_BY_CONTEXT.apply(file, context);
      case VECTORS -> file.endsWith(".vec") ? Optional.of(ReadAdvice.RANDOM) : Optional.empty();
      case SYSTEM -> Optional.empty();
    };
  }
}
