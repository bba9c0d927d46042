package org.lucenediskann.it;

import org.apache.lucene.index.FilterLeafReader;
import org.apache.lucene.index.LeafReader;

/** A segment that hides which codec it is of. */
final class OpaqueReader extends FilterLeafReader {

  OpaqueReader(LeafReader in) {
    super(in);
  }

  @Override
  public CacheHelper getCoreCacheHelper() {
    return null;
  }

  @Override
  public CacheHelper getReaderCacheHelper() {
    return null;
  }
}
