package org.lucenediskann.codec.kernel;

/** Whether the incubating vector API can be used. */
final class VectorModule {

  private VectorModule() {}

  static boolean isAvailable() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
        && Runtime.version().feature() >= 21;
  }
}
