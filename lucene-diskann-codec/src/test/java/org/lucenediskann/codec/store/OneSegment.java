package org.lucenediskann.codec.store;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DocValuesSkipIndexType;
import org.apache.lucene.index.DocValuesType;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.SegmentInfo;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.tests.util.TestUtil;
import org.apache.lucene.util.InfoStream;
import org.apache.lucene.util.StringHelper;
import org.apache.lucene.util.Version;

/** What Lucene hands to a format for one segment, without an index around it. */
record OneSegment(Directory directory, SegmentInfo info, FieldInfos fields, String suffix) {

  static OneSegment of(Directory directory, String suffix, FieldInfo... fields) {
    SegmentInfo info =
        new SegmentInfo(
            directory,
            Version.LATEST,
            Version.LATEST,
            "_0",
            1_000_000,
            false,
            false,
            TestUtil.getDefaultCodec(),
            Map.of(),
            StringHelper.randomId(),
            new HashMap<>(),
            null);
    return new OneSegment(directory, info, new FieldInfos(fields), suffix);
  }

  static FieldInfo field(
      String name,
      int number,
      int dimension,
      VectorEncoding encoding,
      VectorSimilarityFunction similarity) {
    return new FieldInfo(
        name,
        number,
        false,
        false,
        false,
        IndexOptions.NONE,
        DocValuesType.NONE,
        DocValuesSkipIndexType.NONE,
        -1,
        new HashMap<>(),
        0,
        0,
        0,
        dimension,
        encoding,
        similarity,
        false,
        false);
  }

  SegmentWriteState writing() {
    return new SegmentWriteState(
        InfoStream.NO_OUTPUT, directory, info, fields, null, IOContext.DEFAULT, suffix);
  }

  SegmentReadState reading() {
    return new SegmentReadState(directory, info, fields, IOContext.DEFAULT, suffix);
  }

  String file(String extension) {
    return "_0" + (suffix.isEmpty() ? "" : "_" + suffix) + "." + extension;
  }

  byte[] bytes(String extension) throws IOException {
    try (var in = directory.openInput(file(extension), IOContext.READONCE)) {
      byte[] bytes = new byte[(int) in.length()];
      in.readBytes(bytes, 0, bytes.length);
      return bytes;
    }
  }

  void replace(String extension, byte[] bytes) throws IOException {
    directory.deleteFile(file(extension));
    try (var out = directory.createOutput(file(extension), IOContext.DEFAULT)) {
      out.writeBytes(bytes, bytes.length);
    }
  }

  List<String> files() throws IOException {
    return List.of(directory.listAll());
  }
}
