package org.lucenediskann.benchmarks.fetch;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.data.DataSetReader;
import org.lucenediskann.benchmarks.data.Metric;
import org.lucenediskann.benchmarks.search.TruthCheck;

public class TestTextSet {
  @Rule public final TemporaryFolder temporary = new TemporaryFolder();

  /** Vectors that follow from the texts; remembers what it was asked for. */
  private static final class ByHash implements Embedder {
    private final List<String> asked = new ArrayList<>();

    @Override
    public int dimension() {
      return 3;
    }

    @Override
    public List<float[]> embed(List<String> texts) {
      asked.addAll(texts);
      return texts.stream().map(ByHash::vector).toList();
    }

    private static float[] vector(String text) {
      SplittableRandom random = new SplittableRandom(text.hashCode());
      return new float[] {random.nextFloat(), random.nextFloat(), random.nextFloat()};
    }
  }

  private static TextSet set(int count, Embedder embedder) {
    List<Text> texts =
        IntStream.range(0, 2 * count).mapToObj(i -> new Text("t" + i % count, i % 7)).toList();
    return new TextSet("made-up", "this test", Metric.EUCLIDEAN, texts, embedder);
  }

  @Test
  public void writesWhatTheReaderReads() throws IOException {
    ByHash embedder = new ByHash();
    DataSet data = DataSetReader.open(set(500, embedder).write(cache(), 400, 20));
    assertEquals("made-up-400-20", data.name());
    assertEquals(400, data.base().size());
    assertEquals(20, data.queries().size());
    assertArrayEquals(ByHash.vector(embedder.asked.get(3)), data.queries().row(3), 0);
    assertArrayEquals(ByHash.vector(embedder.asked.get(420 - 1)), data.base().row(399), 0);
    assertSame(data, TruthCheck.check(data));
    assertEquals(100, data.neighbors().orElseThrow()[0].length);
    int[] order = data.naturalOrder().orElseThrow();
    for (int i = 1; i < order.length; i++) {
      assertEquals(1, Integer.signum(place(embedder, order[i]) - place(embedder, order[i - 1])));
    }
  }

  private static int place(ByHash embedder, int row) {
    return Integer.parseInt(embedder.asked.get(20 + row).substring(1));
  }

  @Test
  public void makesNoVectorTwice() throws IOException {
    Path cache = cache();
    set(500, new ByHash()).write(cache, 100, 10);
    ByHash more = new ByHash();
    Path folder = set(500, more).write(cache, 150, 10);
    assertEquals(50, more.asked.size());
    DataSet data = DataSetReader.open(folder);
    assertSame(data, TruthCheck.check(data));
    ByHash none = new ByHash();
    assertEquals(folder, set(500, none).write(cache, 150, 10));
    assertEquals(List.of(), none.asked);
  }

  @Test
  public void goesOnAfterATornRow() throws IOException {
    Path cache = cache();
    ByHash embedder = new ByHash();
    set(500, embedder).write(cache, 100, 10);
    byte[] bytes = Files.readAllBytes(cache.resolve("made-up.f32"));
    Files.write(cache.resolve("made-up.f32"), Arrays.copyOf(bytes, 50 * 12 + 5));
    ByHash rest = new ByHash();
    set(500, rest).write(cache, 101, 10);
    assertEquals(61, rest.asked.size());
    assertEquals(embedder.asked.get(50), rest.asked.getFirst());
    byte[] again = Files.readAllBytes(cache.resolve("made-up.f32"));
    assertArrayEquals(bytes, Arrays.copyOf(again, bytes.length));
  }

  @Test
  public void saysIfThereAreTooFewTexts() throws IOException {
    TextSet set = set(50, new ByHash());
    Path cache = cache();
    assertThrows(DataException.class, () -> set.write(cache, 41, 10));
    assertFalse(Files.exists(cache.resolve("made-up.f32")));
  }

  @Test
  public void readsGlosses() throws IOException {
    String nouns =
        """
          1 This software and database is provided by
        00001740 03 n 01 entity 0 001 ~ 00001930 n 0000 | that which is; "a | b" \s
        00015568 05 n 02 animal 0 000 | a living organism
        """;
    InputStream file = new ByteArrayInputStream(nouns.getBytes(StandardCharsets.UTF_8));
    assertEquals(
        List.of(new Text("that which is; \"a | b\"", 3), new Text("a living organism", 5)),
        WordNetGlosses.read(List.of(file)));
  }

  @Test
  public void writesShippedWords() throws IOException {
    TextSet words = ShippedWords.open("words");
    assertEquals(new Text("the", 0), words.texts().getFirst());
    assertEquals(50_500, words.texts().size());
    assertEquals(15, words.texts().getLast().label()); // 2^15 = 32,768
    Path cache = cache();
    DataSet data = DataSetReader.open(words.write(cache, 300, 10));
    assertEquals(100, data.base().dimension());
    assertEquals(Metric.COSINE, data.metric());
    assertSame(data, TruthCheck.check(data));
  }

  private Path cache() throws IOException {
    return temporary.newFolder().toPath();
  }
}
