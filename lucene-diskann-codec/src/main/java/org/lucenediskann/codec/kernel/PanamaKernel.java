package org.lucenediskann.codec.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernel in the incubating vector API, at the widest vectors the machine prefers (up to 512
 * bit).
 */
final class PanamaKernel extends DistanceKernel {

  private static final VectorSpecies<Float> SPECIES = species();
  private static final int LANES = SPECIES.length();
  private static final int PANEL_WIDTH = 32;

  private static VectorSpecies<Float> species() {
    VectorSpecies<Float> preferred = FloatVector.SPECIES_PREFERRED;
    return preferred.length() > ROW_ALIGNMENT ? FloatVector.SPECIES_512 : preferred;
  }

  private final float[] lanes = new float[4 * ROW_ALIGNMENT];

  @Override
  int panelWidth() {
    return PANEL_WIDTH;
  }

  @Override
  void products(
      float[] a,
      int aOffset,
      int aStride,
      int rowCount,
      Panels panels,
      int panel,
      float[] out,
      int outOffset,
      int outStride) {
    int base = panel * PANEL_WIDTH * panels.dimension;
    for (int column = 0; column < PANEL_WIDTH; column += 2 * LANES) {
      if (rowCount == TILE_ROWS) {
        dots8(
            a,
            aOffset,
            aStride,
            panels.values,
            base + column,
            panels.dimension,
            out,
            outOffset + column,
            outStride);
      } else {
        for (int r = 0; r < rowCount; r++) {
          dots1(
              a,
              aOffset + r * aStride,
              panels.values,
              base + column,
              panels.dimension,
              out,
              outOffset + r * outStride + column);
        }
      }
    }
  }

  /**
   * Eight rows by two vectors of columns: sixteen sums stay in registers along the dimension. No
   * vector crosses a method boundary: it would be boxed.
   */
  private static void dots8(
      float[] a,
      int aOffset,
      int aStride,
      float[] b,
      int bOffset,
      int dimension,
      float[] out,
      int outOffset,
      int outStride) {
    int a1 = aOffset + aStride;
    int a2 = a1 + aStride;
    int a3 = a2 + aStride;
    int a4 = a3 + aStride;
    int a5 = a4 + aStride;
    int a6 = a5 + aStride;
    int a7 = a6 + aStride;
    FloatVector s00 = FloatVector.zero(SPECIES);
    FloatVector s01 = FloatVector.zero(SPECIES);
    FloatVector s10 = FloatVector.zero(SPECIES);
    FloatVector s11 = FloatVector.zero(SPECIES);
    FloatVector s20 = FloatVector.zero(SPECIES);
    FloatVector s21 = FloatVector.zero(SPECIES);
    FloatVector s30 = FloatVector.zero(SPECIES);
    FloatVector s31 = FloatVector.zero(SPECIES);
    FloatVector s40 = FloatVector.zero(SPECIES);
    FloatVector s41 = FloatVector.zero(SPECIES);
    FloatVector s50 = FloatVector.zero(SPECIES);
    FloatVector s51 = FloatVector.zero(SPECIES);
    FloatVector s60 = FloatVector.zero(SPECIES);
    FloatVector s61 = FloatVector.zero(SPECIES);
    FloatVector s70 = FloatVector.zero(SPECIES);
    FloatVector s71 = FloatVector.zero(SPECIES);
    for (int i = 0; i < dimension; i++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bOffset + i * PANEL_WIDTH);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bOffset + i * PANEL_WIDTH + LANES);
      FloatVector x = FloatVector.broadcast(SPECIES, a[aOffset + i]);
      s00 = x.fma(b0, s00);
      s01 = x.fma(b1, s01);
      x = FloatVector.broadcast(SPECIES, a[a1 + i]);
      s10 = x.fma(b0, s10);
      s11 = x.fma(b1, s11);
      x = FloatVector.broadcast(SPECIES, a[a2 + i]);
      s20 = x.fma(b0, s20);
      s21 = x.fma(b1, s21);
      x = FloatVector.broadcast(SPECIES, a[a3 + i]);
      s30 = x.fma(b0, s30);
      s31 = x.fma(b1, s31);
      x = FloatVector.broadcast(SPECIES, a[a4 + i]);
      s40 = x.fma(b0, s40);
      s41 = x.fma(b1, s41);
      x = FloatVector.broadcast(SPECIES, a[a5 + i]);
      s50 = x.fma(b0, s50);
      s51 = x.fma(b1, s51);
      x = FloatVector.broadcast(SPECIES, a[a6 + i]);
      s60 = x.fma(b0, s60);
      s61 = x.fma(b1, s61);
      x = FloatVector.broadcast(SPECIES, a[a7 + i]);
      s70 = x.fma(b0, s70);
      s71 = x.fma(b1, s71);
    }
    s00.intoArray(out, outOffset);
    s01.intoArray(out, outOffset + LANES);
    outOffset += outStride;
    s10.intoArray(out, outOffset);
    s11.intoArray(out, outOffset + LANES);
    outOffset += outStride;
    s20.intoArray(out, outOffset);
    s21.intoArray(out, outOffset + LANES);
    outOffset += outStride;
    s30.intoArray(out, outOffset);
    s31.intoArray(out, outOffset + LANES);
    outOffset += outStride;
    s40.intoArray(out, outOffset);
    s41.intoArray(out, outOffset + LANES);
    outOffset += outStride;
    s50.intoArray(out, outOffset);
    s51.intoArray(out, outOffset + LANES);
    outOffset += outStride;
    s60.intoArray(out, outOffset);
    s61.intoArray(out, outOffset + LANES);
    outOffset += outStride;
    s70.intoArray(out, outOffset);
    s71.intoArray(out, outOffset + LANES);
  }

  private static void dots1(
      float[] a, int aOffset, float[] b, int bOffset, int dimension, float[] out, int outOffset) {
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = FloatVector.zero(SPECIES);
    for (int i = 0; i < dimension; i++) {
      FloatVector x = FloatVector.broadcast(SPECIES, a[aOffset + i]);
      s0 = x.fma(FloatVector.fromArray(SPECIES, b, bOffset + i * PANEL_WIDTH), s0);
      s1 = x.fma(FloatVector.fromArray(SPECIES, b, bOffset + i * PANEL_WIDTH + LANES), s1);
    }
    s0.intoArray(out, outOffset);
    s1.intoArray(out, outOffset + LANES);
  }

  @Override
  void toDistances(
      float norm, float[] norms, int normOffset, float[] products, int offset, int length) {
    FloatVector minusTwo = FloatVector.broadcast(SPECIES, -2f);
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector rowNorm = FloatVector.broadcast(SPECIES, norm);
    for (int c = 0; c < length; c += LANES) {
      FloatVector product = FloatVector.fromArray(SPECIES, products, offset + c);
      FloatVector sum = FloatVector.fromArray(SPECIES, norms, normOffset + c).add(rowNorm);
      product.fma(minusTwo, sum).max(zero).intoArray(products, offset + c);
    }
  }

  @Override
  public void dots4(
      float[] a, int aOffset, float[] b, int b0, int b1, int b2, int b3, int length, float[] out) {
    float[] lanes = this.lanes;
    for (int lane = 0; lane < ROW_ALIGNMENT; lane += LANES) {
      FloatVector s0 = FloatVector.zero(SPECIES);
      FloatVector s1 = s0;
      FloatVector s2 = s0;
      FloatVector s3 = s0;
      for (int i = lane; i < length; i += ROW_ALIGNMENT) {
        FloatVector x = FloatVector.fromArray(SPECIES, a, aOffset + i);
        s0 = x.fma(FloatVector.fromArray(SPECIES, b, b0 + i), s0);
        s1 = x.fma(FloatVector.fromArray(SPECIES, b, b1 + i), s1);
        s2 = x.fma(FloatVector.fromArray(SPECIES, b, b2 + i), s2);
        s3 = x.fma(FloatVector.fromArray(SPECIES, b, b3 + i), s3);
      }
      s0.intoArray(lanes, lane);
      s1.intoArray(lanes, ROW_ALIGNMENT + lane);
      s2.intoArray(lanes, 2 * ROW_ALIGNMENT + lane);
      s3.intoArray(lanes, 3 * ROW_ALIGNMENT + lane);
    }
    for (int i = 0; i < 4; i++) {
      addLanes(lanes, i * ROW_ALIGNMENT);
      out[i] = lanes[i * ROW_ALIGNMENT];
    }
  }

  /** Adds the sixteen lanes of a sum; leaves the result in the first of them. */
  private static void addLanes(float[] lanes, int offset) {
    FloatVector first = FloatVector.fromArray(FloatVector.SPECIES_128, lanes, offset);
    FloatVector second = FloatVector.fromArray(FloatVector.SPECIES_128, lanes, offset + 4);
    FloatVector third = FloatVector.fromArray(FloatVector.SPECIES_128, lanes, offset + 8);
    FloatVector fourth = FloatVector.fromArray(FloatVector.SPECIES_128, lanes, offset + 12);
    first.add(second).add(third.add(fourth)).intoArray(lanes, offset);
    lanes[offset] =
        addQuarters(lanes[offset], lanes[offset + 1], lanes[offset + 2], lanes[offset + 3]);
  }

  @Override
  public float dot(float[] a, int aOffset, float[] b, int bOffset, int length) {
    for (int lane = 0; lane < ROW_ALIGNMENT; lane += LANES) {
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int i = lane; i < length; i += ROW_ALIGNMENT) {
        FloatVector x = FloatVector.fromArray(SPECIES, a, aOffset + i);
        sum = x.fma(FloatVector.fromArray(SPECIES, b, bOffset + i), sum);
      }
      sum.intoArray(lanes, lane);
    }
    addLanes(lanes, 0);
    return lanes[0];
  }

  @Override
  public int below(float[] values, int offset, int length, float threshold, int[] dest) {
    FloatVector bound = FloatVector.broadcast(SPECIES, threshold);
    int count = 0;
    int i = 0;
    for (; i + 4 * LANES <= length; i += 4 * LANES) { // four at a time: mostly there is no hit
      int at = offset + i;
      VectorMask<Float> b0 = FloatVector.fromArray(SPECIES, values, at).lt(bound);
      VectorMask<Float> b1 = FloatVector.fromArray(SPECIES, values, at + LANES).lt(bound);
      VectorMask<Float> b2 = FloatVector.fromArray(SPECIES, values, at + 2 * LANES).lt(bound);
      VectorMask<Float> b3 = FloatVector.fromArray(SPECIES, values, at + 3 * LANES).lt(bound);
      if (b0.or(b1).or(b2.or(b3)).anyTrue()) {
        count = belowOneByOne(values, offset, i, i + 4 * LANES, threshold, dest, count);
      }
    }
    return belowOneByOne(values, offset, i, length, threshold, dest, count);
  }

  private static int belowOneByOne(
      float[] values, int offset, int from, int to, float threshold, int[] dest, int count) {
    FloatVector bound = FloatVector.broadcast(SPECIES, threshold);
    int i = from;
    for (; i + LANES <= to; i += LANES) {
      FloatVector vector = FloatVector.fromArray(SPECIES, values, offset + i);
      count = put(vector.compare(VectorOperators.LT, bound).toLong(), i, dest, count);
    }
    for (; i < to; i++) {
      if (values[offset + i] < threshold) {
        dest[count++] = i;
      }
    }
    return count;
  }

  private static int put(long hits, int first, int[] dest, int count) {
    for (long rest = hits; rest != 0; rest &= rest - 1) {
      dest[count++] = first + Long.numberOfTrailingZeros(rest);
    }
    return count;
  }

  @Override
  public int columnsBelow(
      float[] values,
      int offset,
      int stride,
      int rowCount,
      int length,
      float[] thresholds,
      int[] dest) {
    int count = 0;
    int column = 0;
    for (; column + LANES <= length; column += LANES) {
      FloatVector least = FloatVector.fromArray(SPECIES, values, offset + column);
      for (int row = 1; row < rowCount; row++) {
        least = least.min(FloatVector.fromArray(SPECIES, values, offset + row * stride + column));
      }
      FloatVector bounds = FloatVector.fromArray(SPECIES, thresholds, column);
      count = put(least.compare(VectorOperators.LT, bounds).toLong(), column, dest, count);
    }
    for (; column < length; column++) {
      float least = values[offset + column];
      for (int row = 1; row < rowCount; row++) {
        least = Math.min(least, values[offset + row * stride + column]);
      }
      if (least < thresholds[column]) {
        dest[count++] = column;
      }
    }
    return count;
  }
}
