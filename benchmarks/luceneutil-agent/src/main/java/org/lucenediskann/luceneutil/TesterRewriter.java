package org.lucenediskann.luceneutil;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Rewrites luceneutil's {@code KnnGraphTester} and {@code KnnIndexer} as they are loaded: the codec
 * goes through {@link Hooks#codec}, phases tell when they begin and end, and calls that Lucene 10
 * does not know are replaced.
 */
final class TesterRewriter implements ClassFileTransformer {
  private static final String TESTER = "knn/KnnGraphTester";
  private static final String GET_CODEC = "getCodec";

  /** Classes to rewrite, their methods, and how. */
  private static final Map<String, Map<String, Rewrite>> REWRITES =
      Map.of(
          TESTER,
          Map.of(
              GET_CODEC,
              Rewrite::codec,
              "printIndexStatistics",
              Rewrite::index,
              "printFanoutHist",
              Rewrite::statistics,
              "forceMerge",
              Rewrite.phase("force merge"),
              "getExactNN",
              Rewrite.phase("exact neighbors"),
              "testSearch",
              Rewrite.phase("search with its warm-up")),
          "knn/KnnIndexer",
          Map.of("createIndex", Rewrite.phase("indexing with merges meanwhile")));

  @Override
  public byte[] transform(
      ClassLoader loader,
      String name,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] classFile) {
    Map<String, Rewrite> rewrites = REWRITES.get(name);
    try {
      return rewrites == null ? null : rewrite(loader, rewrites, classFile);
    } catch (RuntimeException | LinkageError e) {
      // Were it thrown, the JVM would go on with the class as it is.
      Agent.fail("cannot rewrite " + name.replace('/', '.') + ": " + e);
      return null;
    }
  }

  private static byte[] rewrite(
      ClassLoader loader, Map<String, Rewrite> rewrites, byte[] classFile) {
    ClassFile context =
        ClassFile.of(
            ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(loader)));
    ClassModel model = context.parse(classFile);
    Set<String> missing = new TreeSet<>(rewrites.keySet());
    byte[] rewritten =
        context.transformClass(
            model,
            (builder, element) -> {
              CodeTransform code =
                  element instanceof MethodModel method ? code(rewrites, method, missing) : null;
              if (code == null) {
                builder.with(element);
              } else {
                builder.transformMethod(
                    (MethodModel) element, MethodTransform.transformingCode(code));
              }
            });
    report(model, missing);
    return rewritten;
  }

  /** How to rewrite a method, or null. Takes it off what is missing. */
  private static CodeTransform code(
      Map<String, Rewrite> rewrites, MethodModel method, Set<String> missing) {
    CodeTransform newer = NewerCalls.areIn(method) ? new NewerCalls() : null;
    Rewrite rewrite = rewrites.get(method.methodName().stringValue());
    CodeTransform code = rewrite == null ? null : rewrite.of(method);
    if (code == null) {
      return newer;
    }
    missing.remove(method.methodName().stringValue());
    return newer == null ? code : newer.andThen(code);
  }

  private static void report(ClassModel model, Set<String> missing) {
    String name = model.thisClass().asInternalName().replace('/', '.');
    if (missing.contains(GET_CODEC)) {
      Agent.fail(
          name
              + " has no static getCodec that returns a Codec: this luceneutil is one that the"
              + " agent does not know, and would run with Lucene's own format");
    }
    if (!missing.isEmpty()) {
      Agent.say(name + " has no " + String.join(", ", missing) + " to watch");
    }
  }
}
