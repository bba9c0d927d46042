package org.lucenediskann.codec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.store.ChecksumIndexInput;
import org.apache.lucene.util.packed.DirectMonotonicWriter;
import org.lucenediskann.codec.store.FieldEntry;

/**
 * Looks through a meta file of Lucene's vector formats before Lucene does, which allocates whatever
 * the file asks for, gigabytes if a size was changed. Here every number must agree with our own
 * meta file and with the lengths of files. Knows the layout of version 0, the only one there is; of
 * any other, Lucene is the judge.
 */
final class VectorMetaCheck {

  private static final int VERSION = 0;
  private static final int DENSE = -1; // in place of an offset: every document has a vector
  private static final int EMPTY = -2; // no document has one

  /** Least value, mean step, offset and bits of one block of ascending numbers. */
  private static final int BLOCK_BYTES = Long.BYTES + Float.BYTES + Long.BYTES + Byte.BYTES;

  private final SegmentReadState state;
  private final ChecksumIndexInput meta;
  private final long dataEnd; // of what the data file holds

  private VectorMetaCheck(SegmentReadState state, ChecksumIndexInput meta, long dataEnd) {
    this.state = state;
    this.meta = meta;
    this.dataEnd = dataEnd;
  }

  /** What the file says of one field. */
  private interface Layout {
    void check(VectorMetaCheck file, FieldEntry entry) throws IOException;
  }

  /** Checks {@code .vemf}, of Lucene's flat format. */
  static void raw(SegmentReadState state, Map<String, FieldEntry> entries) throws IOException {
    check(
        state, entries, "Lucene99FlatVectorsFormatMeta", "vemf", "vec", VectorMetaCheck::checkRaw);
  }

  /** Checks {@code .vemq}, of its scalar quantized format. */
  static void codes(SegmentReadState state, Map<String, FieldEntry> entries) throws IOException {
    check(
        state,
        entries,
        "Lucene104ScalarQuantizedVectorsFormatMeta",
        "vemq",
        "veq",
        VectorMetaCheck::checkCodes);
  }

  private static void check(
      SegmentReadState state,
      Map<String, FieldEntry> entries,
      String codec,
      String metaExtension,
      String dataExtension,
      Layout layout)
      throws IOException {
    long dataEnd =
        state.directory.fileLength(name(state, dataExtension)) - CodecUtil.footerLength();
    try (ChecksumIndexInput meta = state.directory.openChecksumInput(name(state, metaExtension))) {
      try {
        VectorMetaCheck file = new VectorMetaCheck(state, meta, dataEnd);
        if (file.isKnown(codec)) {
          file.checkFields(entries, layout);
        }
      } catch (Throwable t) {
        CodecUtil.checkFooter(meta, t); // throws it, and says whether the checksum is right
      }
    }
  }

  private static String name(SegmentReadState state, String extension) {
    return IndexFileNames.segmentFileName(state.segmentInfo.name, state.segmentSuffix, extension);
  }

  /** Goes to the end of the header if it is one that is known. */
  private boolean isKnown(String codec) throws IOException {
    if (CodecUtil.readBEInt(meta) != CodecUtil.CODEC_MAGIC) {
      return false;
    }
    int length = meta.readByte();
    require(length >= 0, "length of a name", length);
    byte[] name = new byte[length];
    meta.readBytes(name, 0, length);
    boolean known =
        codec.equals(new String(name, StandardCharsets.UTF_8))
            && CodecUtil.readBEInt(meta) == VERSION;
    if (known) {
      meta.seek(CodecUtil.indexHeaderLength(codec, state.segmentSuffix));
    }
    return known;
  }

  /** Up to the end, or to a field that Lucene does not know either. */
  private void checkFields(Map<String, FieldEntry> entries, Layout layout) throws IOException {
    for (int number = meta.readInt(); number >= 0; number = meta.readInt()) {
      FieldInfo field = state.fieldInfos.fieldInfo(number);
      if (field == null) {
        return;
      }
      FieldEntry entry = entries.get(field.name);
      require(entry != null, "field number", number);
      layout.check(this, entry);
    }
  }

  private void checkRaw(FieldEntry entry) throws IOException {
    skipKind();
    checkRegion(meta.readVLong(), meta.readVLong());
    checkEqual("dimension", meta.readVInt(), entry.dimension());
    checkEqual("size", meta.readInt(), entry.size());
    checkDocuments(entry.size());
  }

  private void checkCodes(FieldEntry entry) throws IOException {
    skipKind();
    checkEqual("dimension", meta.readVInt(), entry.dimension());
    checkRegion(meta.readVLong(), meta.readVLong());
    checkEqual("size", meta.readVInt(), entry.size());
    if (entry.size() > 0) {
      meta.readVInt(); // which encoding
      meta.skipBytes((entry.dimension() + 1L) * Float.BYTES); // centroid, its product with itself
    }
    checkDocuments(entry.size());
  }

  /** Encoding and similarity, which Lucene compares with those of the field. */
  private void skipKind() throws IOException {
    meta.skipBytes(2 * Integer.BYTES);
  }

  /** Which documents have a vector, and the document of each ordinal. */
  private void checkDocuments(int size) throws IOException {
    long offset = meta.readLong();
    long length = meta.readLong();
    int jumps = meta.readShort();
    meta.readByte(); // Lucene checks it
    int maxDoc = state.segmentInfo.maxDoc();
    if (offset < 0) {
      boolean fits = offset == DENSE ? size == maxDoc : offset == EMPTY && size == 0;
      require(fits, "offset of documents", offset);
      return;
    }
    require(size > 0 && size < maxDoc, "size", size);
    checkRegion(offset, length);
    require(jumps * 2L * Integer.BYTES <= length, "number of jumps", jumps);
    long ordsOffset = meta.readLong();
    long end = checkBlocks(size);
    long ordsLength = meta.readLong();
    checkRegion(ordsOffset, ordsLength);
    require(end <= ordsLength, "end of ordinals", end);
  }

  /** Ascending numbers, packed: returns where in their region the last byte is that is read. */
  private long checkBlocks(int size) throws IOException {
    int shift = meta.readVInt();
    boolean fits =
        shift >= DirectMonotonicWriter.MIN_BLOCK_SHIFT
            && shift <= DirectMonotonicWriter.MAX_BLOCK_SHIFT;
    require(fits, "shift", shift);
    long blocks = (size + (1L << shift) - 1) >> shift;
    boolean areThere = blocks * BLOCK_BYTES <= meta.length() - meta.getFilePointer();
    require(areThere, "number of blocks", blocks);
    long end = 0;
    for (long left = size; left > 0; left -= 1L << shift) {
      meta.skipBytes(Long.BYTES + Float.BYTES); // least value, mean step
      long offset = meta.readLong();
      int bits = meta.readByte();
      require(bits == 0 || (offset >= 0 && offset <= dataEnd), "offset of ordinals", offset);
      end = Math.max(end, bits == 0 ? 0 : offset + packedBytes(Math.min(left, 1L << shift), bits));
    }
    return end;
  }

  /** The last value is read as part of the next larger number of 8, 16, 32 or 64 bits. */
  private static long packedBytes(long values, int bits) {
    int read = bits <= Byte.SIZE ? bits : Math.max(Short.SIZE, 2 * Integer.highestOneBit(bits - 1));
    return (values * bits + Byte.SIZE - 1) / Byte.SIZE + (read - bits + Byte.SIZE - 1) / Byte.SIZE;
  }

  private void checkRegion(long offset, long length) throws CorruptIndexException {
    require(offset >= 0 && offset <= dataEnd, "offset", offset);
    require(length >= 0 && length <= dataEnd - offset, "length", length);
  }

  private void checkEqual(String what, int value, int expected) throws CorruptIndexException {
    require(value == expected, what, value);
  }

  private void require(boolean holds, String what, long value) throws CorruptIndexException {
    if (!holds) {
      throw new CorruptIndexException("bad " + what + " of vectors: " + value, meta);
    }
  }
}
