package dev.palimpsest.near;

import dev.palimpsest.text.Conversation;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Throughput of fingerprints, signatures and band keys on one thread, from texts of two turns:
 * {@code udfs/bench signatures}, with JMH's own options if any. Signatures are compared with those
 * of the plain twin before the clock starts.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class SignatureBenchmark {

  private static final int ROWS = 200;
  private static final SignatureSpec SPEC = SignatureSpec.DEFAULT;

  /** Characters of a text. */
  @Param({"1000", "6000"})
  public int length;

  private final Fingerprinter fingerprinter = new Fingerprinter(SPEC);
  private List<Conversation> rows = List.of();
  private List<Fingerprint> fingerprints = List.of();

  /**
   * @throws IllegalStateException if a signature is not that of the plain twin
   */
  @Setup
  public void prepare() {
    rows = texts(length);
    fingerprints = rows.stream().map(fingerprinter::fingerprint).toList();
    PlainMinHash plain = new PlainMinHash(SPEC.slots(), SPEC.seed());
    for (Fingerprint fingerprint : fingerprints) {
      if (!Arrays.equals(
          fingerprinter.signature(fingerprint), plain.signature(fingerprint.shingles()))) {
        throw new IllegalStateException(
            "nothing was timed: a signature differs from the plain one");
      }
    }
  }

  /** From text to band keys: what {@code dedup} does with each new row. */
  @Benchmark
  public long textToBands() {
    long keys = 0;
    for (Conversation row : rows) {
      Fingerprint fingerprint = fingerprinter.fingerprint(row);
      keys += fingerprinter.bandKeys(fingerprinter.signature(fingerprint), fingerprint)[0];
    }
    return keys;
  }

  /** From shingles to band keys alone. */
  @Benchmark
  public long shinglesToBands() {
    long keys = 0;
    for (Fingerprint fingerprint : fingerprints) {
      keys += fingerprinter.bandKeys(fingerprinter.signature(fingerprint), fingerprint)[0];
    }
    return keys;
  }

  public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
    OptionsBuilder options = new OptionsBuilder();
    options.parent(new CommandLineOptions(arguments));
    options.include(SignatureBenchmark.class.getName());
    for (RunResult result : new Runner(options.build()).run()) {
      int length = Integer.parseInt(result.getParams().getParam("length"));
      System.out.printf(
          Locale.ROOT,
          "%-16s texts of %d characters %7.1f MB/s%n",
          result.getPrimaryResult().getLabel(),
          length,
          bytes(length) / result.getPrimaryResult().getScore());
    }
  }

  private static long bytes(int length) {
    return texts(length).stream()
        .flatMap(row -> row.messages().stream())
        .mapToLong(message -> String.valueOf(message.content()).length())
        .sum();
  }

  /** Words of ASCII letters, so that a character is a byte. */
  private static List<Conversation> texts(int length) {
    return IntStream.range(0, ROWS)
        .mapToObj(
            i ->
                Rows.of(
                    Rows.user(text(2L * i, length / 2)),
                    Rows.assistant(text(2L * i + 1, length / 2))))
        .toList();
  }

  private static String text(long seed, int length) {
    Random random = new Random(seed);
    return IntStream.range(0, length)
        .mapToObj(i -> Integer.toString(random.nextInt(20_000) + 40_000, 36).repeat(1 + i % 2))
        .limit(length / 6)
        .collect(Collectors.joining(" "))
        .substring(0, length);
  }
}
