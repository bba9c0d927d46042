package org.lucenediskann.codec.tool;

import static org.lucenediskann.codec.tool.ToolRun.list;
import static org.lucenediskann.codec.tool.ToolRun.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.lucenediskann.codec.Deferral;
import org.lucenediskann.codec.DiskAnnParameters;

/** Sound indexes are found sound, others are not. */
public class TestVerify extends LuceneTestCase {

  private static final DiskAnnParameters GRAPHS =
      DiskAnnParameters.defaults().withDeferral(Deferral.vectors(50)).withBits(1);

  private SampleIndex index() throws IOException {
    return new SampleIndex(createTempDir(), random(), GRAPHS, true).add(200, 20);
  }

  public void testSound() throws IOException {
    SampleIndex index = index();
    index.delete(0, 7, 201);
    Map<String, Object> report = report(0, "verify", index.folder(), "--json");
    assertEquals(true, report.get("sound"));
    assertEquals(List.of(), report.get("problems"));
    assertEquals(2, list(report, "segments").size());
    assertEquals(2, list(list(report, "segments").get(0), "fields").size());
    assertEquals(1, list(list(report, "segments").get(0), "skipped").size());
  }

  public void testDamagedFiles() throws IOException {
    for (String extension : List.of("vec", "vemf", "veq", "vemq", "vex", "vem", "fdt", "si")) {
      SampleIndex index = index();
      Path file = index.file(extension);
      index.damage(file);
      ToolRun run = ToolRun.of("verify", index.folder(), "--json");
      assertEquals(extension + run.err(), 1, run.exitCode());
      String name = file.getFileName().toString();
      assertTrue(extension + run.out(), (run.out() + run.err()).contains(name));
    }
  }

  /** One segment that cannot be opened does not hide another. */
  public void testTruncatedFile() throws IOException {
    SampleIndex index = index();
    Path file = index.file("vex");
    Files.write(file, List.of("nothing left"));
    Map<String, Object> report = report(1, "verify", index.folder(), "--json");
    assertEquals(2, list(report, "problems").size());
    assertEquals(2, list(list(report, "segments").get(1), "fields").size());
  }

  /** A checksum that is right says nothing of what it is over. */
  public void testDamageUnderRightChecksum() throws IOException {
    SampleIndex index = index();
    Path file = index.file("vex");
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int row = 64 * ((60 + 63) / 64); // the first row starts behind the header
    while (buffer.getInt(row) < 0 || buffer.getInt(row + 4) < 0) {
      row += 64;
    }
    buffer.putInt(row + 4, buffer.getInt(row)); // the same neighbor twice
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, bytes.length - 8);
    ByteBuffer.wrap(bytes).putLong(bytes.length - 8, crc.getValue());
    Files.write(file, bytes);
    Map<String, Object> problem =
        list(report(1, "verify", index.folder(), "--json"), "problems").get(0);
    assertTrue(problem.toString(), problem.get("where").toString().startsWith("_0 "));
    assertTrue(problem.toString(), problem.get("problem").toString().contains(" twice"));
  }
}
