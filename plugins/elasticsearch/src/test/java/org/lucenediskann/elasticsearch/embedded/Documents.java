package org.lucenediskann.elasticsearch.embedded;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.LongFunction;
import org.lucenediskann.elasticsearch.http.Client;
import org.lucenediskann.elasticsearch.http.Vectors;

/** Indices and documents that most tests share: {@code tag}, the last digit, and {@code vec}. */
final class Documents {

  static final String ONE_SHARD = "'number_of_shards':1,'number_of_replicas':0";
  static final String DISKANN = "'index.diskann':true," + ONE_SHARD;
  static final String TAG = "'tag':{'type':'integer'},";
  static final Vectors FLOATS = Vectors.floats(16, 1);
  static final Vectors QUERIES = Vectors.floats(16, 2);

  private Documents() {}

  /** With vectors by number. */
  static LongFunction<ObjectNode> with(Vectors vectors) {
    return number -> tagged(number).set("vec", vectors.get(number));
  }

  /** With a vector that is not the one of its number. */
  static LongFunction<ObjectNode> changed(Vectors vectors) {
    return number -> tagged(number).set("vec", vectors.get(number + 1_000_000));
  }

  /** Without a vector. */
  static ObjectNode tagged(long number) {
    return Client.JSON.createObjectNode().put("tag", number % 10);
  }

  /** A vector as what a mapping calls it. */
  static String mapping(String type, int dimension, String similarity, String indexOptions) {
    return "{'type':'dense_vector','element_type':'"
        + type
        + "','dims':"
        + dimension
        + ",'similarity':'"
        + similarity
        + "','index_options':{"
        + indexOptions
        + "}}";
  }

  /** A vector's numbers. */
  static float[] floats(ArrayNode vector) {
    float[] floats = new float[vector.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = vector.get(i).floatValue();
    }
    return floats;
  }
}
