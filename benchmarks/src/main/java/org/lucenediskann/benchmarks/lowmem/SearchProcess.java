package org.lucenediskann.benchmarks.lowmem;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.lucenediskann.benchmarks.data.DataException;

/** A process of {@link SearchMain}. */
final class SearchProcess implements Closeable {
  private static final int HEAP_MB = 64;

  /** The process is no more: the system ends one whose memory does not suffice. */
  static final class Ended extends DataException {
    private static final long serialVersionUID = 1;

    Ended() {
      super("the searching process ended: is --memory too little?");
    }
  }

  private final Process process;
  private final Writer in;
  private final BufferedReader out;

  private SearchProcess(Process process) {
    this.process = process;
    this.in = process.outputWriter(StandardCharsets.UTF_8);
    this.out = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Starts one with the options of this JVM that matter, and a heap that is resident at once.
   *
   * @param arguments of {@link SearchMain}
   * @param wrapper makes of a command what is really run
   */
  static SearchProcess start(List<String> arguments, UnaryOperator<List<String>> wrapper)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
      command.add("--add-modules=jdk.incubator.vector");
    }
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-XX:+AlwaysPreTouch",
            "-Xms" + HEAP_MB + "m",
            "-Xmx" + HEAP_MB + "m",
            "-cp",
            System.getProperty("java.class.path"),
            SearchMain.class.getName()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(wrapper.apply(command));
    return new SearchProcess(builder.redirectError(ProcessBuilder.Redirect.DISCARD).start());
  }

  /** Searches all queries. */
  PassReport search(int listSize) throws IOException {
    return new ObjectMapper().readValue(ask(Integer.toString(listSize)), PassReport.class);
  }

  /** Closes the index until the next search. */
  void closeIndex() throws IOException {
    ask(SearchMain.CLOSE);
  }

  private String ask(String line) throws IOException {
    in.write(line + "\n");
    in.flush();
    String answer = out.readLine();
    if (answer == null) {
      throw new Ended();
    }
    return answer;
  }

  @Override
  public void close() throws IOException {
    in.close();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
