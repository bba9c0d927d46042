package org.lucenediskann.luceneutil;

import java.lang.instrument.Instrumentation;
import org.apache.lucene.util.Version;

/** Entry point of {@code -javaagent:luceneutil-agent.jar=FORMAT}. */
public final class Agent {
  private static final int MISUSE = 2;
  private static final int MAJOR = 10; // version of Lucene

  private Agent() {}

  /**
   * Has luceneutil's {@code getCodec} return a codec with the format asked for. Ends the JVM with 2
   * if there is no such format.
   */
  public static void premain(String argument, Instrumentation instrumentation) {
    try {
      if (Version.LATEST.major != MAJOR) {
        fail("Lucene " + Version.LATEST + " is on the class path; the codec is made for 10.5.1");
      }
      FormatChoice choice = FormatChoice.parse(argument);
      Run run = new Run(choice);
      Hooks.install(run);
      instrumentation.addTransformer(new TesterRewriter());
      Runtime.getRuntime().addShutdownHook(new Thread(run::end, "luceneutil-agent-end"));
    } catch (IllegalArgumentException e) {
      fail(e.getMessage());
    } catch (LinkageError e) {
      fail("the codec does not fit the Lucene on the class path: " + e);
    }
  }

  /** Ends the JVM: a run that goes on would measure something else than what was asked for. */
  static void fail(String message) {
    System.err.println("luceneutil-agent: error: " + message);
    Runtime.getRuntime().halt(MISUSE);
  }

  /** A line for the user. */
  static void say(String line) {
    System.out.println("luceneutil-agent: " + line);
  }
}
