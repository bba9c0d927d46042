package org.lucenediskann.microbenchmarks;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.lucenediskann.benchmarks.table.TextTable;
import org.lucenediskann.codec.kernel.DistanceKernel;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Entry point of {@code benchmarks/run jmh [REGEX] [OPTIONS]}, with JMH's options. Ends with a
 * table of what was achieved of the machine's peak.
 */
public final class Main {
  private static final int MISUSE = 2;

  /** Floating-point operations of one benchmark by CPU time. */
  private record Rate(String benchmark, String parameters, double gflops) {}

  private Main() {}

  /** Runs the benchmarks whose names contain a match, all by default; exits with 2 after misuse. */
  public static void main(String[] args) throws RunnerException, IOException {
    try {
      CommandLineOptions options = new CommandLineOptions(args);
      if (options.shouldHelp()) {
        options.showHelp();
      } else if (options.shouldList()) {
        new Runner(options).list();
      } else {
        run(options);
      }
    } catch (CommandLineOptionException e) {
      System.err.println("error: " + e.getMessage());
      System.exit(MISUSE);
    }
  }

  private static void run(Options options) throws RunnerException {
    List<Rate> rates = rates(new Runner(options).run());
    if (!rates.isEmpty() && DistanceKernel.isVectorized()) {
      print(rates, peak(rates, options));
    }
  }

  private static List<Rate> rates(Collection<RunResult> results) {
    return results.stream().filter(Main::countsFlops).map(Main::rate).toList();
  }

  private static boolean countsFlops(RunResult result) {
    return result.getParams().getMode() == Mode.Throughput
        && result.getSecondaryResults().containsKey(Flops.COUNTER);
  }

  /** Both counters are given by the same elapsed time, so their ratio is one of CPU time. */
  private static Rate rate(RunResult result) {
    BenchmarkParams params = result.getParams();
    String name = params.getBenchmark();
    String parameters =
        params.getParamsKeys().stream()
            .map(key -> key + "=" + params.getParam(key))
            .collect(Collectors.joining(" "));
    return new Rate(
        name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1),
        parameters,
        score(result, Flops.COUNTER) / score(result, Flops.CPU_COUNTER));
  }

  private static double score(RunResult result, String counter) {
    return result.getSecondaryResults().get(counter).getScore();
  }

  /** GFLOP/s of one thread, measured now unless it has been. */
  private static double peak(List<Rate> rates, Options options) throws RunnerException {
    String name = PeakBenchmark.class.getSimpleName();
    for (Rate rate : rates) {
      if (rate.benchmark().startsWith(name)) {
        return rate.gflops();
      }
    }
    Options same = new OptionsBuilder().parent(options).include("\\." + name + "\\.").build();
    return rates(new Runner(same).run()).getFirst().gflops();
  }

  private static void print(List<Rate> rates, double peak) {
    TextTable<Rate> table =
        new TextTable<Rate>()
            .text("benchmark", Rate::benchmark)
            .text("", Rate::parameters)
            .figure("GFLOP/s of CPU", "%.1f", Rate::gflops)
            .figure("% of peak", "%.0f", rate -> 100 * rate.gflops() / peak);
    System.out.printf(
        Locale.ROOT, "%nPeak of one thread, by fused multiply-adds: %.1f GFLOP/s%n", peak);
    System.out.println(table.of(rates));
  }
}
