package org.lucenediskann.codec.tool;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.lucenediskann.codec.DiskAnnParameters;

/** What a call may look like, and what happens where it does not. */
public class TestCommandLine extends LuceneTestCase {

  private static String newFolder() {
    return createTempDir().toAbsolutePath().toString();
  }

  public void testHelp() {
    ToolRun run = ToolRun.of("--help");
    assertEquals(0, run.exitCode());
    for (Verb verb : Verb.values()) {
      assertTrue(run.out().contains("  " + verb.word() + " "));
      for (String option : verb.options()) {
        assertTrue(option, run.out().contains("--" + option + " "));
      }
    }
  }

  public void testCallsThatMakeNoSense() {
    String folder = newFolder();
    ToolRun.of().assertFailed(2, "see --help");
    ToolRun.of("look", folder).assertFailed(2, "no command \"look\"");
    ToolRun.of("inspect").assertFailed(2, "inspect needs the folder of an index");
    ToolRun.of("inspect", folder, "b").assertFailed(2, "\"b\" is one too many");
    ToolRun.of("inspect", folder, "--k", "3").assertFailed(2, "inspect has no option --k");
    ToolRun.of("recall", folder, "--k").assertFailed(2, "--k needs a value");
    ToolRun.of("recall", folder, "--k=1", "--k", "2").assertFailed(2, "--k is given twice");
  }

  public void testFoldersWithoutIndex() throws IOException {
    Path folder = Path.of(newFolder());
    for (Verb verb : Verb.values()) {
      ToolRun.of(verb.word(), folder.resolve("none").toString()).assertFailed(2, "no such folder");
      ToolRun.of(verb.word(), folder.toString()).assertFailed(2, "no index in " + folder);
    }
    assertFalse("a look creates nothing", Files.exists(folder.resolve("none")));
    Files.writeString(folder.resolve("letter.txt"), "no index");
    ToolRun.of("inspect", folder.toString()).assertFailed(2, "no index in " + folder);
    Files.writeString(folder.resolve("_0.si"), "the rest of an index");
    ToolRun.of("inspect", folder.toString()).assertFailed(1, "no commit");
  }

  public void testValuesOfOptions() throws IOException {
    SampleIndex index =
        new SampleIndex(createTempDir(), random(), DiskAnnParameters.defaults(), false).add(20);
    String folder = index.folder();
    ToolRun.of("recall", folder, "--k", "0").assertFailed(2, "--k is no number it could be: \"0\"");
    ToolRun.of("recall", folder, "--list-sizes", "1,x").assertFailed(2, "\"1,x\"");
    ToolRun.of("rebuild", folder, "--bits", "3").assertFailed(2, "bits=3");
    ToolRun.of("rebuild", folder, "--max-degree", "1").assertFailed(2, "maxDegree=1");
    ToolRun.of("rebuild", folder, "--deferral", "x").assertFailed(2, "--deferral");
    ToolRun.of("rebuild", folder, "--alpha", "x").assertFailed(2, "--alpha");
  }

  public void testCommitThatCannotBeRead() throws IOException {
    SampleIndex index =
        new SampleIndex(createTempDir(), random(), DiskAnnParameters.defaults(), false).add(20);
    index.damage(Path.of(index.folder(), "segments_1"));
    for (Verb verb : Verb.values()) {
      ToolRun run = ToolRun.of(verb.word(), index.folder());
      run.assertFailed(1, "Exception: ");
    }
  }

  /** As users start it, in a JVM of its own. */
  public void testExitCodesOfProcess()
      throws IOException, InterruptedException, URISyntaxException {
    SampleIndex index =
        new SampleIndex(createTempDir(), random(), DiskAnnParameters.defaults(), false).add(20);
    assertEquals(0, start("verify", index.folder(), "--json"));
    index.damage(index.file("vec"));
    assertEquals(1, start("verify", index.folder()));
    assertEquals(2, start("verify"));
  }

  private static int start(String... args)
      throws IOException, InterruptedException, URISyntaxException {
    String classPath = home(Main.class) + File.pathSeparator + home(Directory.class);
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command = new ArrayList<>(List.of(java.toString(), "-cp", classPath));
    command.add(Main.class.getName());
    command.addAll(List.of(args));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    try (InputStream output = process.getInputStream()) {
      String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
      assertFalse(text, text.contains("\tat ")); // no stack traces
    }
    return process.waitFor();
  }

  private static Path home(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
