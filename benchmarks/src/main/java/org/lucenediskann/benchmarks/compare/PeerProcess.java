package org.lucenediskann.benchmarks.compare;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.lucenediskann.benchmarks.peer.Reply;
import org.lucenediskann.benchmarks.peer.Request;

/** A peer that was started and waits for requests. */
final class PeerProcess implements AutoCloseable {
  private static final int END_SECONDS = 10;

  private final ObjectMapper json =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  private final Process process;
  private final Path log;
  private final PrintStream requests;
  private final BufferedReader replies;
  private final Reply.Ready ready;

  /**
   * Starts a peer and waits until it is ready.
   *
   * @param log takes what it prints on standard error
   */
  PeerProcess(List<String> command, Path log) throws IOException, PeerFailure {
    this.process = new ProcessBuilder(command).redirectError(log.toFile()).start();
    this.log = log;
    this.requests = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    this.replies = process.inputReader(StandardCharsets.UTF_8);
    try {
      this.ready = read(Reply.Ready.class);
    } catch (IOException | PeerFailure e) {
      process.destroy();
      throw e;
    }
  }

  Reply.Ready ready() {
    return ready;
  }

  /** Has it do something, and waits. */
  <T extends Reply> T ask(Request request, Class<T> reply) throws IOException, PeerFailure {
    requests.println(json.writeValueAsString(request));
    return read(reply);
  }

  private <T extends Reply> T read(Class<T> reply) throws IOException, PeerFailure {
    String line = replies.readLine();
    if (line == null) {
      throw new PeerFailure(lastWords());
    }
    return json.readValue(line, reply);
  }

  /** What went wrong: the first line that names an exception, else the last line of all. */
  private String lastWords() throws IOException {
    List<String> lines = Files.readAllLines(log).stream().filter(line -> !line.isBlank()).toList();
    return lines.stream()
        .filter(line -> line.matches("\\S*(Exception|Error)\\b.*"))
        .findFirst()
        .orElse(lines.isEmpty() ? "its process ended without a word" : lines.getLast())
        .replaceFirst("^\\S+Exception: ", "");
  }

  /** Ends it. */
  @Override
  public void close() {
    requests.close();
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
