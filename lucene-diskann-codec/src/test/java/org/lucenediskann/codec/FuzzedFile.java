package org.lucenediskann.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.util.StringHelper;

/**
 * What a fuzzer calls ({@code mvn test -Pfuzz}). Its input is one byte for a golden index, one for
 * a file of that, and what is to be in the file between its header and its footer, which are right.
 * So all of the input gets to where it is read, and an input that found something stays good when
 * the golden indexes get other ids.
 */
public final class FuzzedFile {

  /** By number of the first byte; only added to. */
  private static final List<String> INDEXES =
      List.of("deferred", "euclidean", "bits-1", "bits-4", "cosine-bits-4", "bytes-cosine");

  /** Extensions by number of the second byte; only added to. */
  private static final List<String> FILES = List.of("vem", "vex", "vemf", "vec", "vemq", "veq");

  private static final int SELECTORS = 2; // bytes before the body

  private static final List<Map<String, byte[]>> CONTENTS =
      INDEXES.stream().map(FuzzedFile::contents).toList();

  private final Map<String, byte[]> index; // files by name
  private final String name;
  private final byte[] sound; // null = the index has no such file
  private final byte[] input;

  FuzzedFile(byte[] input) {
    this.index = CONTENTS.get(Math.floorMod(input[0], INDEXES.size()));
    this.name = "_0_DiskAnn_0." + FILES.get(Math.floorMod(input[1], FILES.size()));
    this.sound = index.get(name);
    this.input = input;
  }

  byte[] sound() {
    return sound;
  }

  /** Behind the magic number, the name with its length, the version, the id and the suffix. */
  private int bodyStart() {
    int suffix = Integer.BYTES + 1 + sound[Integer.BYTES] + Integer.BYTES + StringHelper.ID_LENGTH;
    return suffix + 1 + sound[suffix];
  }

  /** The file with the input as its body; the checksum is that of the whole. */
  byte[] changed() {
    int footer = sound.length - CodecUtil.footerLength();
    ByteBuffer file =
        ByteBuffer.allocate(bodyStart() + input.length - SELECTORS + CodecUtil.footerLength());
    file.put(sound, 0, bodyStart());
    file.put(input, SELECTORS, input.length - SELECTORS);
    file.put(sound, footer, CodecUtil.footerLength() - Long.BYTES);
    CRC32 crc = new CRC32();
    crc.update(file.array(), 0, file.position());
    return file.putLong(crc.getValue()).array();
  }

  /** Passes if the input can be read, or is refused with a word on what is wrong. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length >= SELECTORS) {
      FuzzedFile file = new FuzzedFile(input);
      if (file.sound != null) {
        file.read();
      }
    }
  }

  private void read() {
    boolean ours = name.endsWith(".vem") || name.endsWith(".vex");
    try (Directory directory = new ByteBuffersDirectory()) {
      for (Map.Entry<String, byte[]> file : index.entrySet()) {
        byte[] bytes = file.getKey().equals(name) ? changed() : file.getValue();
        try (IndexOutput out = directory.createOutput(file.getKey(), IOContext.DEFAULT)) {
          out.writeBytes(bytes, bytes.length);
        }
      }
      SegmentReading.readAll(directory, new Random(Arrays.hashCode(input)), ours);
    } catch (Throwable t) {
      if (!SegmentReading.saysWhatIsWrong(t)) {
        throw new AssertionError("neither read nor refused with a reason", t);
      }
    }
  }

  private static Map<String, byte[]> contents(String name) {
    Map<String, byte[]> files = new TreeMap<>();
    try (InputStream in = FuzzedFile.class.getResourceAsStream("golden/1.0/" + name + ".zip");
        ZipInputStream zipped = new ZipInputStream(in)) {
      for (ZipEntry entry = zipped.getNextEntry(); entry != null; entry = zipped.getNextEntry()) {
        if (!entry.getName().endsWith(".txt")) {
          files.put(entry.getName(), zipped.readAllBytes());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  /** Writes the inputs that change nothing into a folder, for a fuzzer to begin with. */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    for (byte[] seed : seeds()) {
      Files.write(folder.resolve(seed[0] + "-" + seed[1]), seed);
    }
  }

  static List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    for (byte index = 0; index < INDEXES.size(); index++) {
      for (byte extension = 0; extension < FILES.size(); extension++) {
        FuzzedFile file = new FuzzedFile(new byte[] {index, extension});
        if (file.sound != null) {
          seeds.add(file.seed());
        }
      }
    }
    return seeds;
  }

  private byte[] seed() {
    int length = sound.length - CodecUtil.footerLength() - bodyStart();
    byte[] seed = Arrays.copyOf(input, SELECTORS + length);
    System.arraycopy(sound, bodyStart(), seed, SELECTORS, length);
    return seed;
  }
}
