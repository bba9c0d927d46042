package org.lucenediskann.codec.kernel;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernel in the incubating vector API, at the widest vectors the machine prefers (up to 512
 * bit).
 */
final class PanamaKernel extends DistanceKernel {

  private static final VectorSpecies<Float> SPECIES = species();
  private static final int LANES = SPECIES.length();
  private static final int PANEL_WIDTH = 32;

  private static final VectorSpecies<Integer> INTS = SPECIES.withLanes(int.class);

  /** Of at least {@link #LANES} bytes; there is no shape of less than 64 bits. */
  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, LANES * Byte.SIZE)));

  private static final VectorShuffle<Float> SWAP8 = swap(8);
  private static final VectorShuffle<Float> SWAP4 = swap(4);
  private static final VectorShuffle<Float> SWAP2 = swap(2);
  private static final VectorShuffle<Float> SWAP1 = swap(1);
  private static final VectorMask<Float> LANES4 = VectorMask.fromLong(SPECIES, 0xF0F0);
  private static final VectorMask<Float> LANES8 = VectorMask.fromLong(SPECIES, 0xFF00);

  private static VectorShuffle<Float> swap(int distance) {
    return VectorShuffle.fromOp(SPECIES, i -> (i ^ distance) % LANES);
  }

  private static VectorSpecies<Float> species() {
    VectorSpecies<Float> preferred = FloatVector.SPECIES_PREFERRED;
    return preferred.length() > ROW_ALIGNMENT ? FloatVector.SPECIES_512 : preferred;
  }

  private final float[] lanes = new float[16 * ROW_ALIGNMENT];

  @Override
  public PanamaKernel copy() {
    return new PanamaKernel();
  }

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
      float[] a, int aOffset, float[] b, int b0, int b1, int b2, int b3, int stride, float[] out) {
    float[] lanes = this.lanes;
    for (int lane = 0; lane < ROW_ALIGNMENT; lane += LANES) {
      FloatVector s0 = FloatVector.zero(SPECIES);
      FloatVector s1 = s0;
      FloatVector s2 = s0;
      FloatVector s3 = s0;
      for (int i = lane; i < stride; i += ROW_ALIGNMENT) {
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
    addLanes(out, 0, 4);
  }

  /** Sixteen sums stay in registers along the rows. */
  @Override
  public void dots16(
      float[] a, int a0, int a1, int a2, int a3, float[] b, int b0, int stride, float[] out) {
    float[] lanes = this.lanes;
    int b1 = b0 + stride;
    int b2 = b1 + stride;
    int b3 = b2 + stride;
    for (int lane = 0; lane < ROW_ALIGNMENT; lane += LANES) {
      FloatVector s00 = FloatVector.zero(SPECIES);
      FloatVector s01 = FloatVector.zero(SPECIES);
      FloatVector s02 = FloatVector.zero(SPECIES);
      FloatVector s03 = FloatVector.zero(SPECIES);
      FloatVector s10 = FloatVector.zero(SPECIES);
      FloatVector s11 = FloatVector.zero(SPECIES);
      FloatVector s12 = FloatVector.zero(SPECIES);
      FloatVector s13 = FloatVector.zero(SPECIES);
      FloatVector s20 = FloatVector.zero(SPECIES);
      FloatVector s21 = FloatVector.zero(SPECIES);
      FloatVector s22 = FloatVector.zero(SPECIES);
      FloatVector s23 = FloatVector.zero(SPECIES);
      FloatVector s30 = FloatVector.zero(SPECIES);
      FloatVector s31 = FloatVector.zero(SPECIES);
      FloatVector s32 = FloatVector.zero(SPECIES);
      FloatVector s33 = FloatVector.zero(SPECIES);
      for (int i = lane; i < stride; i += ROW_ALIGNMENT) {
        FloatVector y0 = FloatVector.fromArray(SPECIES, b, b0 + i);
        FloatVector y1 = FloatVector.fromArray(SPECIES, b, b1 + i);
        FloatVector y2 = FloatVector.fromArray(SPECIES, b, b2 + i);
        FloatVector y3 = FloatVector.fromArray(SPECIES, b, b3 + i);
        FloatVector x = FloatVector.fromArray(SPECIES, a, a0 + i);
        s00 = x.fma(y0, s00);
        s01 = x.fma(y1, s01);
        s02 = x.fma(y2, s02);
        s03 = x.fma(y3, s03);
        x = FloatVector.fromArray(SPECIES, a, a1 + i);
        s10 = x.fma(y0, s10);
        s11 = x.fma(y1, s11);
        s12 = x.fma(y2, s12);
        s13 = x.fma(y3, s13);
        x = FloatVector.fromArray(SPECIES, a, a2 + i);
        s20 = x.fma(y0, s20);
        s21 = x.fma(y1, s21);
        s22 = x.fma(y2, s22);
        s23 = x.fma(y3, s23);
        x = FloatVector.fromArray(SPECIES, a, a3 + i);
        s30 = x.fma(y0, s30);
        s31 = x.fma(y1, s31);
        s32 = x.fma(y2, s32);
        s33 = x.fma(y3, s33);
      }
      s00.intoArray(lanes, 0 * ROW_ALIGNMENT + lane);
      s01.intoArray(lanes, 1 * ROW_ALIGNMENT + lane);
      s02.intoArray(lanes, 2 * ROW_ALIGNMENT + lane);
      s03.intoArray(lanes, 3 * ROW_ALIGNMENT + lane);
      s10.intoArray(lanes, 4 * ROW_ALIGNMENT + lane);
      s11.intoArray(lanes, 5 * ROW_ALIGNMENT + lane);
      s12.intoArray(lanes, 6 * ROW_ALIGNMENT + lane);
      s13.intoArray(lanes, 7 * ROW_ALIGNMENT + lane);
      s20.intoArray(lanes, 8 * ROW_ALIGNMENT + lane);
      s21.intoArray(lanes, 9 * ROW_ALIGNMENT + lane);
      s22.intoArray(lanes, 10 * ROW_ALIGNMENT + lane);
      s23.intoArray(lanes, 11 * ROW_ALIGNMENT + lane);
      s30.intoArray(lanes, 12 * ROW_ALIGNMENT + lane);
      s31.intoArray(lanes, 13 * ROW_ALIGNMENT + lane);
      s32.intoArray(lanes, 14 * ROW_ALIGNMENT + lane);
      s33.intoArray(lanes, 15 * ROW_ALIGNMENT + lane);
    }
    addLanes(out, 0, 16);
  }

  @Override
  public void byteDots(float[] a, int length, byte[] b, int stride, int count, float[] out) {
    for (int row = 0; row < count; row += 4) {
      byteDots4(a, length, b, row * stride, stride);
      addLanes(out, row, 4);
    }
  }

  private void byteDots4(float[] a, int length, byte[] b, int b0, int stride) {
    float[] lanes = this.lanes;
    int b1 = b0 + stride;
    int b2 = b1 + stride;
    int b3 = b2 + stride;
    for (int lane = 0; lane < ROW_ALIGNMENT; lane += LANES) {
      FloatVector s0 = FloatVector.zero(SPECIES);
      FloatVector s1 = s0;
      FloatVector s2 = s0;
      FloatVector s3 = s0;
      for (int i = lane; i < length; i += ROW_ALIGNMENT) {
        FloatVector x = FloatVector.fromArray(SPECIES, a, i);
        s0 = x.fma(floats(ints(b, b0 + i)), s0);
        s1 = x.fma(floats(ints(b, b1 + i)), s1);
        s2 = x.fma(floats(ints(b, b2 + i)), s2);
        s3 = x.fma(floats(ints(b, b3 + i)), s3);
      }
      s0.intoArray(lanes, lane);
      s1.intoArray(lanes, ROW_ALIGNMENT + lane);
      s2.intoArray(lanes, 2 * ROW_ALIGNMENT + lane);
      s3.intoArray(lanes, 3 * ROW_ALIGNMENT + lane);
    }
  }

  @Override
  public void nibbleDots(float[] a, int length, byte[] b, int stride, int count, float[] out) {
    for (int row = 0; row < count; row += 4) {
      nibbleDots4(a, length, b, row * stride, stride);
      addLanes(out, row, 4);
    }
  }

  private void nibbleDots4(float[] a, int length, byte[] b, int b0, int stride) {
    float[] lanes = this.lanes;
    int b1 = b0 + stride;
    int b2 = b1 + stride;
    int b3 = b2 + stride;
    for (int lane = 0; lane < ROW_ALIGNMENT; lane += LANES) {
      FloatVector s0 = FloatVector.zero(SPECIES);
      FloatVector s1 = s0;
      FloatVector s2 = s0;
      FloatVector s3 = s0;
      for (int i = lane; i < length; i += ROW_ALIGNMENT) {
        FloatVector upper = FloatVector.fromArray(SPECIES, a, i);
        FloatVector lower = FloatVector.fromArray(SPECIES, a, length + i);
        IntVector pairs = ints(b, b0 + i);
        s0 = upper.fma(floats(pairs.lanewise(VectorOperators.LSHR, 4)), s0);
        s0 = lower.fma(floats(pairs.and(15)), s0);
        pairs = ints(b, b1 + i);
        s1 = upper.fma(floats(pairs.lanewise(VectorOperators.LSHR, 4)), s1);
        s1 = lower.fma(floats(pairs.and(15)), s1);
        pairs = ints(b, b2 + i);
        s2 = upper.fma(floats(pairs.lanewise(VectorOperators.LSHR, 4)), s2);
        s2 = lower.fma(floats(pairs.and(15)), s2);
        pairs = ints(b, b3 + i);
        s3 = upper.fma(floats(pairs.lanewise(VectorOperators.LSHR, 4)), s3);
        s3 = lower.fma(floats(pairs.and(15)), s3);
      }
      s0.intoArray(lanes, lane);
      s1.intoArray(lanes, ROW_ALIGNMENT + lane);
      s2.intoArray(lanes, 2 * ROW_ALIGNMENT + lane);
      s3.intoArray(lanes, 3 * ROW_ALIGNMENT + lane);
    }
  }

  /** The first bytes of as many as a vector has. Small enough that the JIT compiler inlines it. */
  private static IntVector ints(byte[] bytes, int offset) {
    ByteVector loaded = ByteVector.fromArray(BYTES, bytes, offset);
    return (IntVector) loaded.convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0);
  }

  private static FloatVector floats(IntVector ints) {
    return (FloatVector) ints.convert(VectorOperators.I2F, 0);
  }

  /** Adds the lanes of each of some sums, always in the same order. */
  private void addLanes(float[] out, int to, int count) {
    if (LANES == ROW_ALIGNMENT) {
      for (int i = 0; i < count; i += 4) {
        addLanesOfFour(lanes, i * ROW_ALIGNMENT, out, to + i);
      }
    } else {
      for (int i = 0; i < count; i++) {
        out[to + i] = sumOfLanes(lanes, i * ROW_ALIGNMENT);
      }
    }
  }

  /** Halves, quarters, pairs: the last two steps for four sums at once. */
  private static void addLanesOfFour(float[] lanes, int offset, float[] out, int to) {
    FloatVector v0 = FloatVector.fromArray(SPECIES, lanes, offset);
    FloatVector v1 = FloatVector.fromArray(SPECIES, lanes, offset + ROW_ALIGNMENT);
    FloatVector v2 = FloatVector.fromArray(SPECIES, lanes, offset + 2 * ROW_ALIGNMENT);
    FloatVector v3 = FloatVector.fromArray(SPECIES, lanes, offset + 3 * ROW_ALIGNMENT);
    v0 = v0.add(v0.rearrange(SWAP8));
    v1 = v1.add(v1.rearrange(SWAP8));
    v2 = v2.add(v2.rearrange(SWAP8));
    v3 = v3.add(v3.rearrange(SWAP8));
    v0 = v0.add(v0.rearrange(SWAP4));
    v1 = v1.add(v1.rearrange(SWAP4));
    v2 = v2.add(v2.rearrange(SWAP4));
    v3 = v3.add(v3.rearrange(SWAP4));
    FloatVector v = v0.blend(v1, LANES4).blend(v2.blend(v3, LANES4), LANES8);
    v = v.add(v.rearrange(SWAP2));
    v = v.add(v.rearrange(SWAP1));
    out[to] = v.lane(0);
    out[to + 1] = v.lane(4);
    out[to + 2] = v.lane(8);
    out[to + 3] = v.lane(12);
  }

  private static float sumOfLanes(float[] s, int o) {
    float q0 = (s[o] + s[o + 8]) + (s[o + 4] + s[o + 12]);
    float q1 = (s[o + 1] + s[o + 9]) + (s[o + 5] + s[o + 13]);
    float q2 = (s[o + 2] + s[o + 10]) + (s[o + 6] + s[o + 14]);
    float q3 = (s[o + 3] + s[o + 11]) + (s[o + 7] + s[o + 15]);
    return (q0 + q2) + (q1 + q3);
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
    return sumOfLanes(lanes, 0);
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
  void toDistances(
      float norm,
      float[] norms,
      float[] products,
      int offset,
      int length,
      float[] rowMinima,
      int rowOffset,
      float[] columnMinima,
      int columnOffset) {
    FloatVector minusTwo = FloatVector.broadcast(SPECIES, -2f);
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector rowNorm = FloatVector.broadcast(SPECIES, norm);
    for (int lane = 0; lane < ROW_ALIGNMENT; lane += LANES) {
      FloatVector least = FloatVector.broadcast(SPECIES, Float.POSITIVE_INFINITY);
      for (int c = lane; c < length; c += ROW_ALIGNMENT) {
        FloatVector product = FloatVector.fromArray(SPECIES, products, offset + c);
        FloatVector sum = FloatVector.fromArray(SPECIES, norms, c).add(rowNorm);
        FloatVector distance = product.fma(minusTwo, sum).max(zero);
        distance.intoArray(products, offset + c);
        least = least.min(distance);
        FloatVector.fromArray(SPECIES, columnMinima, columnOffset + c)
            .min(distance)
            .intoArray(columnMinima, columnOffset + c);
      }
      least.intoArray(rowMinima, rowOffset + lane);
    }
  }

  @Override
  int below(float[] values, int offset, int length, float bound, float[] bounds, int[] dest) {
    FloatVector one = FloatVector.broadcast(SPECIES, bound);
    int count = 0;
    int i = 0;
    for (; i + 2 * LANES <= length; i += 2 * LANES) {
      FloatVector own0 = FloatVector.fromArray(SPECIES, bounds, i);
      FloatVector own1 = FloatVector.fromArray(SPECIES, bounds, i + LANES);
      FloatVector v0 = FloatVector.fromArray(SPECIES, values, offset + i);
      FloatVector v1 = FloatVector.fromArray(SPECIES, values, offset + i + LANES);
      long hits =
          v0.compare(VectorOperators.LT, own0.max(one)).toLong()
              | v1.compare(VectorOperators.LT, own1.max(one)).toLong() << LANES;
      count = put(hits, i, dest, count);
    }
    for (; i < length; i++) {
      if (values[offset + i] < Math.max(bound, bounds[i])) {
        dest[count++] = i;
      }
    }
    return count;
  }
}
