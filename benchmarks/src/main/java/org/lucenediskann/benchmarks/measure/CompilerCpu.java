package org.lucenediskann.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * CPU time of the JVM's JIT compiler threads so far, which only the operating system knows. Nothing
 * where it does not tell (it does on Linux).
 *
 * @param nsByThread nanoseconds by native thread id
 */
record CompilerCpu(Map<String, Long> nsByThread) {
  private static final Path TASKS = Path.of("/proc/self/task");

  /** Reads the times. */
  static CompilerCpu now() {
    Map<String, Long> times = new HashMap<>();
    if (Files.isDirectory(TASKS)) {
      try (Stream<Path> tasks = Files.list(TASKS)) {
        List<Path> threads = tasks.toList();
        threads.forEach(thread -> read(thread, times));
      } catch (IOException e) {
        return new CompilerCpu(Map.of());
      }
    }
    return new CompilerCpu(times);
  }

  private static void read(Path thread, Map<String, Long> times) {
    try {
      String name = Files.readString(thread.resolve("comm"));
      if (name.startsWith("C1 Compiler") || name.startsWith("C2 Compiler")) {
        String[] fields = Files.readString(thread.resolve("schedstat")).split(" ", 2);
        times.put(thread.getFileName().toString(), Long.parseLong(fields[0]));
      }
    } catch (IOException | NumberFormatException e) {
      times.remove(thread.getFileName().toString()); // has ended meanwhile
    }
  }

  /** Nanoseconds of the threads still alive since {@code earlier}. */
  long since(CompilerCpu earlier) {
    long total = 0;
    for (Map.Entry<String, Long> time : nsByThread.entrySet()) {
      total += time.getValue() - earlier.nsByThread.getOrDefault(time.getKey(), 0L);
    }
    return total;
  }
}
