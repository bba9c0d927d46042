package org.lucenediskann.elasticsearch.exact;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.elasticsearch.script.DocReader;
import org.elasticsearch.script.ScoreScript;
import org.elasticsearch.script.ScriptContext;
import org.elasticsearch.script.ScriptEngine;
import org.elasticsearch.script.VectorScoreScriptUtils;
import org.elasticsearch.search.lookup.SearchLookup;

/** The source of a script is a similarity; parameters are {@code vector} and {@code field}. */
final class ExactScoreEngine implements ScriptEngine {

  @Override
  public String getType() {
    return "exact";
  }

  @Override
  public <T> T compile(
      String name, String source, ScriptContext<T> context, Map<String, String> options) {
    ScoreScript.Factory factory = (params, lookup) -> new Leaves(source, params, lookup);
    return context.factoryClazz.cast(factory);
  }

  @Override
  public Set<ScriptContext<?>> getSupportedContexts() {
    return Set.of(ScoreScript.CONTEXT);
  }

  private record Leaves(String similarity, Map<String, Object> params, SearchLookup lookup)
      implements ScoreScript.LeafFactory {

    @Override
    public boolean needs_score() {
      return false;
    }

    @Override
    public boolean needs_termStats() {
      return false;
    }

    @Override
    public ScoreScript newInstance(DocReader reader) throws IOException {
      return new Script(similarity, params, lookup, reader);
    }
  }

  private static final class Script extends ScoreScript {

    private final String similarity;
    private DoubleSupplier
        score; // null until there is a document: functions read its field at once

    Script(String similarity, Map<String, Object> params, SearchLookup lookup, DocReader reader) {
      super(params, lookup, reader);
      this.similarity = similarity;
    }

    @Override
    public double execute(ExplanationHolder explanation) {
      if (score == null) {
        score = function(getParams().get("vector"), (String) getParams().get("field"));
      }
      return score.getAsDouble();
    }

    private DoubleSupplier function(Object query, String field) {
      return switch (similarity) {
        case "cosine" -> {
          var cosine = new VectorScoreScriptUtils.CosineSimilarity(this, query, field);
          yield () -> (1 + cosine.cosineSimilarity()) / 2;
        }
        case "dot_product" -> {
          var dot = new VectorScoreScriptUtils.DotProduct(this, query, field);
          yield () -> (1 + dot.dotProduct()) / 2;
        }
        case "max_inner_product" -> {
          var dot = new VectorScoreScriptUtils.DotProduct(this, query, field);
          yield () -> positive(dot.dotProduct());
        }
        case "l2_norm" -> {
          var distance = new VectorScoreScriptUtils.L2Norm(this, query, field);
          yield () -> 1 / (1 + Math.pow(distance.l2norm(), 2));
        }
        default -> throw new IllegalArgumentException("similarity=" + similarity);
      };
    }

    private static double positive(double dot) {
      return dot < 0 ? 1 / (1 - dot) : dot + 1;
    }
  }
}
