package org.lucenediskann.codec.tool;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfo;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.IOUtils;
import org.lucenediskann.codec.DiskAnnVectorsFormat;
import org.lucenediskann.codec.store.FieldEntry;
import org.lucenediskann.codec.store.GraphReader;

/** The vectors of one segment, and which of its documents are alive. */
final class OpenSegment implements Closeable {

  private final SegmentCommitInfo commit;
  private final List<Closeable> open = new ArrayList<>();
  private final Map<String, GraphReader> graphs = new HashMap<>(); // by suffix of the segment
  private final Directory directory;
  private final FieldInfos fields;
  private final Bits live; // null = all
  private KnnVectorsReader vectors; // null = the segment has none

  /**
   * Opens what there is of vectors.
   *
   * @throws IOException if it cannot be read
   */
  OpenSegment(SegmentCommitInfo commit) throws IOException {
    this.commit = commit;
    try {
      directory = directory(commit.info);
      fields = readFields();
      live =
          commit.hasDeletions()
              ? codec().liveDocsFormat().readLiveDocs(commit.info.dir, commit, IOContext.READONCE)
              : null;
      openVectors();
    } catch (Throwable t) {
      IOUtils.closeWhileSuppressingExceptions(t, open);
      throw t;
    }
  }

  private Directory directory(SegmentInfo info) throws IOException {
    if (!info.getUseCompoundFile()) {
      return info.dir;
    }
    Directory files = codec().compoundFormat().getCompoundReader(info.dir, info);
    open.add(files);
    return files;
  }

  private Codec codec() {
    return commit.info.getCodec();
  }

  private FieldInfos readFields() throws IOException {
    String suffix =
        commit.hasFieldUpdates()
            ? Long.toString(commit.getFieldInfosGen(), Character.MAX_RADIX)
            : "";
    Directory files = commit.hasFieldUpdates() ? commit.info.dir : directory;
    return codec().fieldInfosFormat().read(files, commit.info, suffix, IOContext.READONCE);
  }

  private void openVectors() throws IOException {
    if (!fields.hasVectorValues()) {
      return;
    }
    try {
      vectors = codec().knnVectorsFormat().fieldsReader(state(""));
    } catch (IllegalArgumentException e) { // what looking up a name throws
      throw new IOException("a format is not on the class path: " + Problem.message(e), e);
    }
    open.add(vectors);
    for (FieldInfo field : fields) {
      if (isOurs(field) && !graphs.containsKey(suffix(field))) {
        GraphReader reader = new GraphReader(state(suffix(field)));
        open.add(reader);
        graphs.put(suffix(field), reader);
      }
    }
  }

  private SegmentReadState state(String suffix) {
    return new SegmentReadState(directory, commit.info, fields, IOContext.DEFAULT, suffix);
  }

  /** A codec keeps formats apart by name and number; one with a single format has no such layer. */
  private static String suffix(FieldInfo field) {
    String format = field.getAttribute(PerFieldKnnVectorsFormat.PER_FIELD_FORMAT_KEY);
    return format == null
        ? ""
        : format + "_" + field.getAttribute(PerFieldKnnVectorsFormat.PER_FIELD_SUFFIX_KEY);
  }

  /** Name of the format of a field; null if no document of the segment has a vector there. */
  private String format(FieldInfo field) {
    KnnVectorsFormat all = codec().knnVectorsFormat();
    return all instanceof PerFieldKnnVectorsFormat
        ? field.getAttribute(PerFieldKnnVectorsFormat.PER_FIELD_FORMAT_KEY)
        : all.getName();
  }

  private boolean isOurs(FieldInfo field) {
    return field.hasVectorValues() && DiskAnnVectorsFormat.NAME.equals(format(field));
  }

  String name() {
    return commit.info.name;
  }

  /** Fields of this format. */
  List<StoredField> fields() throws IOException {
    List<StoredField> found = new ArrayList<>();
    for (FieldInfo field : fields) {
      if (isOurs(field)) {
        found.add(field(field));
      }
    }
    return found;
  }

  private StoredField field(FieldInfo info) throws IOException {
    GraphReader reader = graphs.get(suffix(info));
    FieldEntry entry = reader.entry(info.name);
    if (entry == null) {
      throw new CorruptIndexException("nothing is stored of field \"" + info.name + "\"", name());
    }
    KnnVectorsReader ofField =
        vectors instanceof PerFieldKnnVectorsFormat.FieldsReader layers
            ? layers.getFieldReader(info.name)
            : vectors;
    return new StoredField(name(), info, entry, reader, ofField, live, commit.info.maxDoc());
  }

  /**
   * A vector field of another format, with which nothing is done.
   *
   * @param format its name
   */
  record OtherField(String name, String format) {

    Section section() {
      return new Section().put("field", name).put("format", format);
    }
  }

  /** Those of the segment. A field without a format has no vectors in it. */
  List<OtherField> otherFields() {
    List<OtherField> others = new ArrayList<>();
    for (FieldInfo field : fields) {
      if (field.hasVectorValues() && format(field) != null && !isOurs(field)) {
        others.add(new OtherField(field.name, format(field)));
      }
    }
    return others;
  }

  /** The same, for reports. */
  List<Section> skipped() {
    return otherFields().stream().map(OtherField::section).toList();
  }

  /** The vector files of this format, with their lengths. */
  Section files() throws IOException {
    Section lengths = new Section();
    for (String file : directory.listAll()) {
      if (file.startsWith(name() + "_" + DiskAnnVectorsFormat.NAME + "_")) {
        lengths.put(file, directory.fileLength(file));
      }
    }
    return lengths;
  }

  @Override
  public void close() throws IOException {
    IOUtils.close(open.reversed());
  }
}
