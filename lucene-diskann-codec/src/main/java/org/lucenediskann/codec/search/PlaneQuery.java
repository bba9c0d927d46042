package org.lucenediskann.codec.search;

import java.io.IOException;
import org.apache.lucene.util.BitUtil;
import org.apache.lucene.util.VectorUtil;
import org.apache.lucene.util.quantization.OptimizedScalarQuantizer;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;

/**
 * Quantized to four bits, plane by plane, for codes of one or two bits for each dimension. Products
 * of planes are counts of common bits.
 */
final class PlaneQuery implements CodeQuery {

  private final boolean dibits;
  private final byte[] planes;
  private final byte[] code; // of one row
  private final float lower;
  private final float step;
  private final float sum;
  private final float correction;

  /** Quantizes the query, which is centered in place. */
  PlaneQuery(QuantizedByteVectorValues values, float[] query) throws IOException {
    ScalarEncoding encoding = values.getScalarEncoding();
    int dimension = query.length;
    byte[] unpacked = new byte[encoding.getDiscreteDimensions(dimension)];
    var terms =
        values
            .getQuantizer()
            .scalarQuantize(query, unpacked, encoding.getQueryBits(), values.getCentroid());
    this.dibits = encoding == ScalarEncoding.DIBIT_QUERY_NIBBLE;
    this.planes = new byte[encoding.getQueryPackedLength(dimension)];
    OptimizedScalarQuantizer.transposeHalfByte(unpacked, planes);
    this.code = new byte[encoding.getDocPackedLength(dimension)];
    this.lower = terms.lowerInterval();
    this.step = (terms.upperInterval() - lower) / ((1 << encoding.getQueryBits()) - 1);
    this.sum = lower * dimension + step * terms.quantizedComponentSum();
    this.correction = terms.additionalCorrection();
  }

  @Override
  public float sum() {
    return sum;
  }

  @Override
  public float correction() {
    return correction;
  }

  @Override
  public void products(byte[] rows, int stride, int count, float[] out) {
    for (int row = 0; row < count; row++) {
      int at = row * stride;
      System.arraycopy(rows, at, code, 0, code.length);
      int codeSum = (int) BitUtil.VH_LE_INT.get(rows, at + code.length + CodeScorer.SUM);
      out[row] = lower * codeSum + step * commonBits();
    }
  }

  private long commonBits() {
    return dibits
        ? VectorUtil.int4DibitDotProduct(planes, code)
        : VectorUtil.int4BitDotProduct(planes, code);
  }
}
