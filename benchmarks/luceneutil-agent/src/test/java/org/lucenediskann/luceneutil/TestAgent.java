package org.lucenediskann.luceneutil;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import knn.KnnGraphTester;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.tests.util.LuceneTestCase;

/** Runs a class that stands in for luceneutil's in a JVM of its own, with the packed agent. */
public class TestAgent extends LuceneTestCase {
  private static final Path AGENT = Path.of(System.getProperty("agent.jar"));

  /** What a child JVM said. */
  private record Outcome(int exitCode, String output) {}

  public void testIndexesMergesAndSearchesWithThisFormat() throws Exception {
    Path dir = createTempDir().resolve("index");
    Outcome run = run("DiskAnn", dir, "-forceMerge");
    assertEquals(run.output, 0, run.exitCode);
    assertThat(run.output, containsString("writes vectors with DiskAnn("));
    assertThat(run.output, containsString("maxDegree=32, buildListSize=100,"));
    assertThat(run.output, containsString("300 documents, segments: 1,"));
    assertThat(run.output, containsString("formats of vectors: {knn=[DiskAnn]}"));
    assertThat(run.output, containsString("vex "));
    for (String phase : List.of("indexing", "force merge", "exact neighbors", "search")) {
      assertThat(
          run.output, matchesPattern("(?s).*" + phase + "[^\n]*: [0-9.]+ s, CPU [0-9.]+ s.*"));
    }
    assertThat(run.output, containsString("2 flushes: CPU "));
    assertThat(run.output, containsString("; 1 merges: CPU "));
    assertThat(run.output, containsString("SUMMARY: done"));
  }

  public void testPassesOptionsOn() throws Exception {
    Path dir = createTempDir();
    Outcome run =
        run(
            "DiskAnn:maxDegree=$maxConn,alpha=1.3",
            dir.resolve("a"),
            "-quantize",
            "-quantizeBits",
            "4",
            "-numMergeThread",
            "2",
            "-numMergeWorker",
            "2");
    assertEquals(run.output, 0, run.exitCode);
    assertThat(run.output, containsString("maxDegree=16, buildListSize=100, alpha=1.3,"));
    assertThat(run.output, containsString("bits=4,"));
    assertThat(run.output, containsString("buildThreads=2,"));
    assertThat(run.output, containsString("veq "));
  }

  public void testFieldOfRescoringKeepsItsFormat() throws Exception {
    Outcome run = run("DiskAnn", createTempDir().resolve("index"), "-rerank");
    assertThat(
        run.output, containsString("{knn=[DiskAnn], knn-rerank=[Lucene99HnswVectorsFormat]}"));
    assertEquals(run.output, 0, run.exitCode);
  }

  public void testOtherFormatsAndCodecs() throws Exception {
    Path dir = createTempDir();
    Outcome run =
        run(
            "org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat($maxConn,$beamWidth)",
            dir.resolve("class"));
    assertThat(run.output, containsString("maxConn=16, beamWidth=100"));
    assertEquals(run.output, 0, run.exitCode);
    run = run("DiskAnn104", dir.resolve("codec"));
    assertThat(run.output, containsString("codec: DiskAnn104,"));
    assertEquals(run.output, 0, run.exitCode);
    run = run("hnswsq:4:$maxConn:50", dir.resolve("sq"));
    assertThat(run.output, containsString("{knn=[Lucene104Hnsw"));
    assertEquals(run.output, 0, run.exitCode);
  }

  public void testStatisticsAreOurs() throws Exception {
    Path dir = createTempDir().resolve("index");
    Outcome run = run("DiskAnn:deferral=never", dir, "-search-and-stats");
    assertEquals(run.output, 0, run.exitCode);
    assertThat(run.output, containsString("_0, knn: graph of 150 nodes, degree "));
    assertThat(run.output, containsString("SUMMARY: done"));
  }

  public void testRefusesIndexOfAnotherFormat() throws Exception {
    Path dir = createTempDir().resolve("index");
    assertEquals(0, run(null, dir).exitCode);
    Outcome run = run("DiskAnn", dir);
    assertEquals(run.output, 2, run.exitCode);
    assertThat(run.output, containsString("was written earlier, and not with DiskAnn"));
    assertThat(run.output, not(containsString("SUMMARY")));
  }

  public void testTellsOfIndexOfEarlierRun() throws Exception {
    Path dir = createTempDir().resolve("index");
    assertEquals(0, run("DiskAnn", dir).exitCode);
    Outcome run = run("DiskAnn", dir);
    assertEquals(run.output, 0, run.exitCode);
    assertThat(run.output, containsString("an index of an earlier run"));
  }

  public void testUnknownFormat() throws Exception {
    for (String choice :
        List.of("NoSuch", "DiskAnn:degree=1", "no.Class(1)", "java.lang.String(a)")) {
      Outcome run = run(choice, createTempDir().resolve("index"));
      assertEquals(run.output, 2, run.exitCode);
      assertThat(run.output, containsString("luceneutil-agent: error: "));
      assertThat(run.output, not(containsString("SUMMARY")));
    }
  }

  public void testFailsWithoutHookPoint() throws Exception {
    Path dir = createTempDir().resolve("index");
    Outcome run = run("DiskAnn", renamed("getCodec"), dir);
    assertEquals(run.output, 2, run.exitCode);
    assertThat(run.output, containsString("has no static getCodec that returns a Codec"));
    assertFalse(Files.exists(dir));
  }

  public void testReportsWithoutMethodsToWatch() throws Exception {
    Path tester = renamed("printIndexStatistics", "testSearch");
    Outcome run = run("DiskAnn", tester, createTempDir().resolve("index"));
    assertEquals(run.output, 0, run.exitCode);
    assertThat(run.output, containsString("has no printIndexStatistics, testSearch to watch"));
    assertThat(run.output, containsString("formats of vectors: {knn=[DiskAnn]}"));
  }

  public void testSaysIfNothingRan() throws Exception {
    Outcome run = java("-javaagent:" + AGENT + "=DiskAnn", "-cp", classPath(), "knn.Idle");
    assertThat(run.output, containsString("did not ask for a codec: nothing ran with DiskAnn"));
  }

  public void testRunsWhatWasCompiledAgainstMain() throws Exception {
    Path tester = createTempDir();
    for (String name : List.of("KnnGraphTester", "KnnIndexer")) {
      ClassModel model = ClassFile.of().parse(classFile(name));
      CodeTransform calls = TestAgent::callRealMethod;
      write(
          tester,
          name,
          ClassFile.of().transformClass(model, ClassTransform.transformingMethodBodies(calls)));
    }
    Path dir = createTempDir();
    Outcome without = run(null, tester, dir.resolve("without"));
    assertThat(without.output, containsString("NoClassDefFoundError"));
    Outcome run = run("DiskAnn", tester, dir.resolve("with"));
    assertEquals(run.output, 0, run.exitCode);
    assertThat(run.output, containsString("index is read by DiskAnnVectorsReader"));
  }

  /** Turns a call of {@code Newer} into one of the method that it stands in for. */
  private static void callRealMethod(CodeBuilder code, CodeElement element) {
    if (element instanceof InvokeInstruction call
        && call.owner().asInternalName().equals("knn/Newer")) {
      String name = call.name().stringValue();
      MethodTypeDesc type = call.typeSymbol();
      if (name.equals("reorder")) {
        ClassDesc newer = ClassDesc.of("org.apache.lucene.misc.index.IndexReorderer");
        code.invokestatic(
            call.owner().asSymbol(), name, MethodTypeDesc.of(ConstantDescs.CD_void, newer));
      } else if (!name.equals("<init>")) {
        code.invokevirtual(type.parameterType(0), name, type.dropParameterTypes(0, 1));
      } else {
        code.with(element);
      }
    } else {
      code.with(element);
    }
  }

  /** A folder with the stand-in, some of its methods under other names. */
  private static Path renamed(String... methods) throws IOException {
    String chars = new String(classFile("KnnGraphTester"), StandardCharsets.ISO_8859_1);
    for (String method : methods) {
      chars = chars.replace(method, "_" + method.substring(1));
    }
    Path folder = createTempDir();
    write(folder, "KnnGraphTester", chars.getBytes(StandardCharsets.ISO_8859_1));
    return folder;
  }

  private static byte[] classFile(String name) throws IOException {
    try (InputStream in = KnnGraphTester.class.getResourceAsStream(name + ".class")) {
      return in.readAllBytes();
    }
  }

  private static void write(Path folder, String name, byte[] classFile) throws IOException {
    Files.createDirectories(folder.resolve("knn"));
    Files.write(folder.resolve("knn/" + name + ".class"), classFile);
  }

  /** Runs the stand-in, with the agent unless {@code choice} is null. */
  private static Outcome run(String choice, Path dir, String... options) throws Exception {
    return run(choice, Path.of("none"), dir, options);
  }

  private static Outcome run(String choice, Path firstClasses, Path dir, String... options)
      throws Exception {
    List<String> arguments = new ArrayList<>();
    if (choice != null) {
      arguments.add("-javaagent:" + AGENT + "=" + choice);
    }
    arguments.addAll(List.of("-cp", firstClasses + File.pathSeparator + classPath()));
    arguments.addAll(List.of("knn.KnnGraphTester", dir.toString()));
    arguments.addAll(List.of("-maxConn", "16", "-beamWidthIndex", "100"));
    arguments.addAll(List.of(options));
    return java(arguments.toArray(String[]::new));
  }

  /** The stand-in and Lucene; all else is in the agent's jar. */
  private static String classPath() throws Exception {
    return folder(KnnGraphTester.class) + File.pathSeparator + folder(Codec.class);
  }

  private static String folder(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }

  private static Outcome java(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), output);
  }
}
