package org.lucenediskann.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.DocumentationTool;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.apache.lucene.codecs.Codec;
import org.junit.Assert;
import org.junit.Test;

/** The Javadoc of what the module exports is complete and sound. */
public class TestJavadoc {

  private static final String MODULE = "org.lucenediskann.codec";

  @Test
  public void testNoWarnings() throws URISyntaxException {
    DocumentationTool javadoc = ToolProvider.getSystemDocumentationTool();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    StringWriter out = new StringWriter();
    boolean written = javadoc.getTask(out, null, found, null, options(), null).call();
    String complaints =
        found.getDiagnostics().stream()
            .filter(TestJavadoc::isOfDocumentation)
            .map(Diagnostic::toString)
            .collect(Collectors.joining("\n"));
    Assert.assertEquals("", complaints);
    Assert.assertTrue(out.toString(), written);
  }

  private static List<String> options() throws URISyntaxException {
    Path lucene = Path.of(Codec.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return List.of(
        "-quiet",
        "-Xdoclint:all",
        "-Xmaxwarns",
        "1000",
        "-encoding",
        UTF_8.name(),
        "-d",
        Path.of("target", "javadoc").toString(),
        "--module-path",
        lucene.toString(),
        "--module-source-path",
        MODULE + "=" + Path.of("src", "main", "java"),
        "--module",
        MODULE);
  }

  /** That a module is incubating is no fault of a comment. */
  private static boolean isOfDocumentation(Diagnostic<?> found) {
    return found.getKind() != Diagnostic.Kind.NOTE
        && !found.getMessage(Locale.ROOT).contains("incubating");
  }
}
