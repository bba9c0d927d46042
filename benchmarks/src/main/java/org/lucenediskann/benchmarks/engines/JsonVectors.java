package org.lucenediskann.benchmarks.engines;

import java.util.StringJoiner;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.data.Vectors;

/**
 * The vectors of a data set as JSON.
 *
 * @param bytes whether values are whole numbers, and must look like that
 */
record JsonVectors(DataSet data, boolean bytes) {
  String base(int row) {
    return json(data.base(), row);
  }

  String query(int row) {
    return json(data.queries(), row);
  }

  private String json(Vectors vectors, int row) {
    StringJoiner json = new StringJoiner(",", "[", "]");
    for (float value : vectors.row(row)) {
      json.add(bytes ? Integer.toString((int) value) : Float.toString(value));
    }
    return json.toString();
  }
}
