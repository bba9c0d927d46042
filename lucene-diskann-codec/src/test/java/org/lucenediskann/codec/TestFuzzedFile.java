package org.lucenediskann.codec;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.tests.util.LuceneTestCase;

/** What the fuzzer begins with, and what it once found something with. */
public class TestFuzzedFile extends LuceneTestCase {

  public void testSeedsChangeNothing() {
    List<byte[]> seeds = FuzzedFile.seeds();
    assertTrue("only " + seeds.size(), seeds.size() > 20);
    for (byte[] seed : seeds) {
      FuzzedFile file = new FuzzedFile(seed);
      assertArrayEquals(file.sound(), file.changed());
      FuzzedFile.fuzzerTestOneInput(seed);
    }
  }

  public void testFindings() throws IOException, URISyntaxException {
    Path folder = Path.of(TestFuzzedFile.class.getResource("fuzz").toURI());
    try (Stream<Path> findings = Files.list(folder)) {
      for (Path finding : findings.toList()) {
        FuzzedFile.fuzzerTestOneInput(Files.readAllBytes(finding));
      }
    }
  }
}
