package dev.palimpsest.pii;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palimpsest.text.Leaf;
import dev.palimpsest.text.Leaves;
import dev.palimpsest.text.Slot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Throughput of the scanner, one thread: {@code ScanBenchmark FILE COUNT [FILE COUNT]…}. A file
 * holds {@code {"id", "text"}} lines; the texts are taken apart into leaves before the clock
 * starts. COUNT is how many spans must be found in them all: a scanner that finds fewer is no
 * faster.
 */
final class ScanBenchmark {

  private static final int WARM_UP = 30;
  private static final int ROUNDS = 10;

  private ScanBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      measure(Path.of(arguments[i]), Long.parseLong(arguments[i + 1]));
    }
  }

  private static void measure(Path file, long expected) throws IOException {
    List<List<Leaf>> texts = new ArrayList<>();
    long bytes = 0;
    ObjectMapper json = new ObjectMapper();
    for (String line : Files.readAllLines(file)) {
      JsonNode text = json.readTree(line).required("text");
      bytes += text.textValue().getBytes(StandardCharsets.UTF_8).length;
      texts.add(Leaves.of(Slot.plain(text.textValue())));
    }
    for (int round = 0; round < WARM_UP; round++) {
      long spans = scan(texts);
      if (spans != expected) {
        throw new IllegalStateException(
            "nothing was timed: %s holds %d spans, expected %d"
                .formatted(file.getFileName(), spans, expected));
      }
    }
    double best = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      scan(texts);
      best = Math.max(best, bytes * 1e3 / (System.nanoTime() - start));
    }
    System.out.printf(
        Locale.ROOT,
        "%s: %.2f MB, %d spans, best of %d rounds %.1f MB/s%n",
        file.getFileName(),
        bytes / 1e6,
        expected,
        ROUNDS,
        best);
  }

  private static long scan(List<List<Leaf>> texts) {
    long spans = 0;
    for (List<Leaf> leaves : texts) {
      spans += PiiDetector.standard().spans(leaves).size();
    }
    return spans;
  }
}
