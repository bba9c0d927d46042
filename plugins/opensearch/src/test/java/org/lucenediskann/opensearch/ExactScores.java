package org.lucenediskann.opensearch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.ByteVectorValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.opensearch.common.settings.Settings;
import org.opensearch.plugins.Plugin;
import org.opensearch.plugins.ScriptPlugin;
import org.opensearch.script.ScoreScript;
import org.opensearch.script.ScriptContext;
import org.opensearch.script.ScriptEngine;
import org.opensearch.search.lookup.SearchLookup;

/**
 * For tests only: {@code script_score} with scripts of language {@code exact}, which compare the
 * vectors of a field, the source of the script, with the parameter {@code vector} one by one.
 */
public final class ExactScores extends Plugin implements ScriptPlugin {

  @Override
  public ScriptEngine getScriptEngine(Settings settings, Collection<ScriptContext<?>> contexts) {
    return new Language();
  }

  private static final class Language implements ScriptEngine {

    @Override
    public String getType() {
      return "exact";
    }

    @Override
    public <T> T compile(
        String name, String field, ScriptContext<T> context, Map<String, String> options) {
      ScoreScript.Factory factory =
          (params, lookup, searcher) -> new Leaves(field, params, lookup, searcher);
      return context.factoryClazz.cast(factory);
    }

    @Override
    public Set<ScriptContext<?>> getSupportedContexts() {
      return Set.of(ScoreScript.CONTEXT);
    }
  }

  private record Leaves(
      String field, Map<String, Object> params, SearchLookup lookup, IndexSearcher searcher)
      implements ScoreScript.LeafFactory {

    @Override
    public boolean needs_score() {
      return false;
    }

    @Override
    public ScoreScript newInstance(LeafReaderContext leaf) throws IOException {
      return new Script(this, leaf);
    }
  }

  private static final class Script extends ScoreScript {

    private final VectorSimilarityFunction similarity;
    private final KnnVectorValues values;
    private final KnnVectorValues.DocIndexIterator documents;
    private final float[] query;
    private int document;

    Script(Leaves leaves, LeafReaderContext leaf) throws IOException {
      super(leaves.params, leaves.lookup, leaves.searcher, leaf);
      var field = leaf.reader().getFieldInfos().fieldInfo(leaves.field);
      similarity = field.getVectorSimilarityFunction();
      values =
          switch (field.getVectorEncoding()) {
            case FLOAT32 -> leaf.reader().getFloatVectorValues(leaves.field);
            case BYTE -> leaf.reader().getByteVectorValues(leaves.field);
          };
      documents = values.iterator();
      List<?> numbers = (List<?>) leaves.params.get("vector");
      query = new float[numbers.size()];
      for (int i = 0; i < query.length; i++) {
        query[i] = ((Number) numbers.get(i)).floatValue();
      }
    }

    @Override
    public void setDocument(int number) {
      super.setDocument(number);
      document = number;
    }

    @Override
    public double execute(ExplanationHolder explanation) {
      try {
        if (documents.docID() < document) {
          documents.advance(document);
        }
        return similarity.compare(query, vector(documents.index()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private float[] vector(int ord) throws IOException {
      if (values instanceof FloatVectorValues floats) {
        return floats.vectorValue(ord);
      }
      byte[] bytes = ((ByteVectorValues) values).vectorValue(ord);
      float[] vector = new float[bytes.length];
      for (int i = 0; i < bytes.length; i++) {
        vector[i] = bytes[i];
      }
      return vector;
    }
  }
}
