package dev.palimpsest.jobs.bench;

import dev.palimpsest.jobs.bench.Workload.Kind;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Conversations of about a kilobyte in made-up words, each a function of the seed and its number.
 * Metadata say what a document is ({@code kind}) and of which others it is a copy ({@code group}).
 *
 * @param workload what they are like
 * @param seed of all choices
 */
record BenchDocuments(Workload workload, long seed) {

  static final String KIND = "kind";
  static final String GROUP = "group";

  private static final int VOCABULARY_SIZE = 6000;
  private static final int WORDS = 160;

  /** Share of a document that the question takes. */
  private static final int QUESTION = WORDS / 6;

  /** Shingles that a stretch of other words touches beside its own length. */
  private static final int SHINGLE_REACH = 5;

  private static final List<String> VOCABULARY = words();

  /** Writes the documents {@code from} to {@code to}, exclusive, one line each. */
  void write(Path file, long from, long to) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (long number = from; number < to; number++) {
        out.write(line(number));
        out.write('\n');
      }
    }
  }

  private String line(long number) {
    SplittableRandom random = random("text", number);
    Kind kind = kind(number);
    return switch (kind) {
      case UNIQUE -> line(kind, number, unique(number), "");
      case IDENTICAL -> line(kind, -1, unique(-1), "");
      case TEMPLATED -> templated(number, random);
      case EXACT -> {
        long base = earlier(number, random);
        yield line(base == number ? Kind.UNIQUE : kind, base, unique(base), "");
      }
      case NEAR -> edited(kind, number, random, 0.86 + 0.10 * random.nextDouble());
      case DECOY -> edited(kind, number, random, 0.50 + 0.22 * random.nextDouble());
    };
  }

  /** What document {@code number} is; the first is unique. */
  private Kind kind(long number) {
    Kind kind = workload.kind(random("kind", number));
    return number == 0 && workload == Workload.MIXED ? Kind.UNIQUE : kind;
  }

  private String edited(Kind kind, long number, SplittableRandom random, double jaccard) {
    long base = earlier(number, random);
    String[] text = unique(base);
    int shingles = text.length - SHINGLE_REACH + 1;
    // j = (s − c) / (s + c) for c changed shingles of s.
    int changed = (int) Math.round(shingles * (1 - jaccard) / (1 + jaccard));
    int length = Math.max(1, changed - SHINGLE_REACH + 1);
    int room = text.length - QUESTION - 2 * SHINGLE_REACH - length;
    int at = QUESTION + SHINGLE_REACH + random.nextInt(Math.max(1, room));
    for (int i = at; i < Math.min(text.length, at + length); i++) {
      text[i] = VOCABULARY.get(random.nextInt(VOCABULARY_SIZE));
    }
    // Another question, so that neither is a retry of the other.
    text[0] = VOCABULARY.get(random.nextInt(VOCABULARY_SIZE));
    return line(kind, kind == Kind.DECOY ? number : base, text, "");
  }

  private String templated(long number, SplittableRandom random) {
    String[] text = unique(-2);
    StringBuilder values = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      text[text.length / 2 + i] = VOCABULARY.get(random.nextInt(VOCABULARY_SIZE));
      values.append(i == 0 ? "" : " ").append(text[text.length / 2 + i]);
    }
    String call =
        ",\"tool_calls\":[{\"id\":\"c\",\"type\":\"function\",\"function\":{\"name\":\"apply\",\"arguments\":\"{\\\"number\\\":%d,\\\"values\\\":\\\"%s\\\"}\"}}]"
            .formatted(number, values);
    return line(Kind.TEMPLATED, number, text, call);
  }

  private static String line(Kind kind, long group, String[] text, String more) {
    return "{\"messages\":[{\"role\":\"user\",\"content\":\"%s\"},{\"role\":\"assistant\",\"content\":\"%s\"%s}],\"metadata\":{\"%s\":\"%s\",\"%s\":\"%d\"}}"
        .formatted(
            join(text, 0, QUESTION),
            join(text, QUESTION, text.length),
            more,
            KIND,
            kind,
            GROUP,
            group);
  }

  /** A unique document before this one; itself if there is none. */
  private long earlier(long number, SplittableRandom random) {
    for (int tries = 0; tries < 64 && number > 0; tries++) {
      long found = random.nextLong(number);
      if (kind(found) == Kind.UNIQUE) {
        return found;
      }
    }
    return 0;
  }

  private String[] unique(long number) {
    SplittableRandom random = random("unique", number);
    return IntStream.range(0, WORDS)
        .mapToObj(i -> VOCABULARY.get(random.nextInt(VOCABULARY_SIZE)))
        .toArray(String[]::new);
  }

  private SplittableRandom random(String purpose, long number) {
    return new SplittableRandom(Objects.hash(seed, purpose) * 0x9E37_79B9L + number);
  }

  private static String join(String[] words, int from, int to) {
    return String.join(" ", List.of(words).subList(from, to));
  }

  private static List<String> words() {
    SplittableRandom random = new SplittableRandom(7);
    List<String> words = new ArrayList<>();
    while (words.size() < VOCABULARY_SIZE) {
      StringBuilder word = new StringBuilder();
      for (int syllables = 1 + random.nextInt(3); syllables >= 0; syllables--) {
        word.append("bdfgklmnprstvz".charAt(random.nextInt(14)));
        word.append("aeiou".charAt(random.nextInt(5)));
      }
      words.add(word.toString());
    }
    return words;
  }
}
