package dev.palimpsest.pii;

import dev.palimpsest.text.Leaf;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Throughput and allocation of the scanner with all rules on one thread, from leaves to spans:
 * {@code udfs/bench}, with JMH's own options if any. What was planted in the texts is looked for
 * before the clock starts.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ScanBenchmark {

  @Param({"TRACE", "DENSE", "CLEAN"})
  public String workload = "";

  private List<List<Leaf>> conversations = List.of();

  /**
   * @throws IllegalStateException if a planted value is not found, or anything in clean text: a
   *     scanner that finds other things is no faster
   */
  @Setup
  public void prepare() {
    Workload.Texts texts = Workload.valueOf(workload).texts();
    conversations = texts.leaves();
    Set<String> missing = new HashSet<>(texts.planted());
    long spans = 0;
    for (List<Leaf> leaves : conversations) {
      for (Span span : PiiDetector.standard().spans(leaves)) {
        spans++;
        if (span.tier() != Tier.C) {
          missing.remove(span.value());
        }
      }
    }
    if (!missing.isEmpty() || texts.planted().isEmpty() != (spans == 0)) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "nothing was timed: of %d values planted in %s, %d were not found; %d spans",
              texts.planted().size(),
              workload,
              missing.size(),
              spans));
    }
  }

  @Benchmark
  public long scan() {
    long spans = 0;
    for (List<Leaf> leaves : conversations) {
      spans += PiiDetector.standard().spans(leaves).size();
    }
    return spans;
  }

  public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
    OptionsBuilder options = new OptionsBuilder();
    options.parent(new CommandLineOptions(arguments));
    options.include(ScanBenchmark.class.getName()).addProfiler(GCProfiler.class);
    for (RunResult result : new Runner(options.build()).run()) {
      Workload workload = Workload.valueOf(result.getParams().getParam("workload"));
      Workload.Texts texts = workload.texts();
      System.out.printf(
          Locale.ROOT,
          "%-6s %7.1f MB/s   %6.2f bytes allocated per character   (%.2f MB, %d values planted)%n",
          workload,
          texts.bytes() / result.getPrimaryResult().getScore(),
          result.getSecondaryResults().get("gc.alloc.rate.norm").getScore() / texts.characters(),
          texts.bytes() / 1e6,
          texts.planted().size());
    }
  }
}
