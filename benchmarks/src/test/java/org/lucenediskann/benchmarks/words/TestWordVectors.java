package org.lucenediskann.benchmarks.words;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.util.VectorUtil;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.lucenediskann.benchmarks.search.ExactSearch;
import picocli.CommandLine;

public class TestWordVectors {
  @Rule public final TemporaryFolder temporary = new TemporaryFolder();

  @Test
  public void shippedWordsMeanWhatTheyShould() throws IOException {
    WordVectors words = WordVectors.load();

    assertEquals(50_500, words.words().size());
    assertEquals(50_000, words.data().base().size());
    assertEquals(500, words.data().queries().size());
    assertEquals("the", words.word(0));
    assertTrue(cosine(words, "king", "queen") > .7);
    assertTrue(cosine(words, "Monday", "tuesday") > .9);
    assertTrue(cosine(words, "king", "banana") < .3);
  }

  @Test
  public void heldOutWordsAreNotIndexed() throws IOException {
    WordVectors words = WordVectors.load();
    int[][] neighbors = ExactSearch.neighbors(words.data(), 1);

    int same = 0;
    for (int q = 0; q < neighbors.length; q++) {
      float[] row = words.data().base().row(neighbors[q][0]);
      same += Arrays.equals(row, words.data().queries().row(q)) ? 1 : 0;
    }
    assertEquals(0, same);
  }

  @Test
  public void suggestsWordsSpelledAlike() throws IOException {
    WordVectors words = WordVectors.load();

    assertTrue(words.vector("violinn").isEmpty());
    assertTrue(words.suggestions("violinn").contains("violin"));
  }

  @Test
  public void sliceIsMadeFromTheSource() throws IOException {
    Path source = temporary.newFile("source.json").toPath();
    Files.writeString(
        source,
        "{\"size\": 3, \"words\": [\"b\", \"a\", \"c\"], \"vectors\": {"
            + "\"b\": ["
            + "0.5,".repeat(100)
            + "5.0, 0],"
            + "\"a\": ["
            + "-1.0,".repeat(100)
            + "10.0, 1],"
            + "\"c\": ["
            + "9.0,".repeat(100)
            + "90.0, 2]}}");
    Path slice = temporary.newFolder("slice").toPath();

    int exit =
        new CommandLine(new MakeSliceCommand())
            .execute("--from", source.toString(), "--to", slice.toString(), "--words", "2");

    assertEquals(0, exit);
    assertEquals(List.of("b", "a"), Files.readAllLines(slice.resolve("words.txt")));
    byte[] vectors = Files.readAllBytes(slice.resolve("vectors.i8"));
    float scale = Float.parseFloat(Files.readString(slice.resolve("scale.txt")).strip());
    assertEquals(200, vectors.length);
    float[][] rows = GloveSlice.unpack(vectors, scale);
    assertEquals(.5, rows[0][99], scale / 2);
    assertEquals(-1, rows[1][0], 1e-6);
    assertArrayEquals(new byte[] {64, -127}, new byte[] {vectors[0], vectors[199]});
  }

  private static float cosine(WordVectors words, String a, String b) {
    return VectorUtil.cosine(words.vector(a).orElseThrow(), words.vector(b).orElseThrow());
  }
}
