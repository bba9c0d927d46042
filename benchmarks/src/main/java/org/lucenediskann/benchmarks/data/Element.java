package org.lucenediskann.benchmarks.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How one value is stored in a matrix file (little-endian). */
enum Element {
  FLOAT32(Float.BYTES) {
    @Override
    void read(ByteBuffer bytes, int offset, float[] target, int count) {
      bytes
          .slice(offset, count * Float.BYTES)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(target, 0, count);
    }
  },
  UINT8(1) {
    @Override
    void read(ByteBuffer bytes, int offset, float[] target, int count) {
      for (int i = 0; i < count; i++) {
        target[i] = bytes.get(offset + i) & 0xFF;
      }
    }
  };

  final int sizeBytes;

  Element(int sizeBytes) {
    this.sizeBytes = sizeBytes;
  }

  abstract void read(ByteBuffer bytes, int offset, float[] target, int count);
}
