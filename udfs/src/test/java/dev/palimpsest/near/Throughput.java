package dev.palimpsest.near;

import dev.palimpsest.text.Conversation;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Prints how much text a core digests and fingerprints in a second of its time. */
final class Throughput {

  private Throughput() {}

  public static void main(String[] arguments) {
    List<Conversation> rows =
        IntStream.range(0, 2000)
            .mapToObj(
                i ->
                    Rows.of(
                        Rows.user(text(new Random(i), 500)),
                        Rows.assistant(text(new Random(-i - 1), 500))))
            .toList();
    long characters =
        rows.stream()
            .flatMap(row -> row.messages().stream())
            .mapToLong(message -> String.valueOf(message.content()).length())
            .sum();
    Fingerprinter fingerprinter = new Fingerprinter(SignatureSpec.DEFAULT);
    TurnDigests digests = TurnDigests.keyed(new byte[32]);
    for (int round = 0; round < 5; round++) {
      measure("turns, folded", rows, characters, Turn::of);
      Shingles shingles = new Shingles(5);
      measure(
          "turns, folded, shingles",
          rows,
          characters,
          row -> shingles.of(Turn.of(row).stream().map(Turn::folded).toList()));
      measure("fingerprint", rows, characters, fingerprinter::fingerprint);
      measure(
          "fingerprint, signature and band keys",
          rows,
          characters,
          row -> {
            Fingerprint fingerprint = fingerprinter.fingerprint(row);
            fingerprinter.bandKeys(fingerprinter.signature(fingerprint), fingerprint);
          });
      measure("keyed turn digests", rows, characters, digests::of);
    }
  }

  private static void measure(
      String what, List<Conversation> rows, long characters, Consumer<Conversation> work) {
    ThreadMXBean thread = ManagementFactory.getThreadMXBean();
    long start = thread.getCurrentThreadCpuTime();
    rows.forEach(work);
    double seconds = (thread.getCurrentThreadCpuTime() - start) / 1e9;
    System.out.printf("%-40s %6.1f MB/s%n", what, characters / 1e6 / seconds);
  }

  private static String text(Random random, int words) {
    return IntStream.range(0, words)
        .mapToObj(i -> Integer.toString(random.nextInt(20_000) + 40_000, 36).repeat(1 + i % 2))
        .collect(Collectors.joining(" "));
  }
}
