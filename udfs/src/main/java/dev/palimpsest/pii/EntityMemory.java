package dev.palimpsest.pii;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a model said about the texts that it was asked about last: turns quote each other, and the
 * system prompt of one conversation is that of the next. Holds digests of texts, no texts.
 * Thread-safe.
 */
final class EntityMemory {

  private static final Hasher128 HASHER = Hashing.xxh3_128();

  private final Map<HashValue128, List<Entity>> answers;

  /**
   * @param most texts that are remembered
   */
  EntityMemory(int most) {
    this.answers =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<HashValue128, List<Entity>> eldest) {
            return size() > most;
          }
        };
  }

  /** The answer about a text; null if it is not remembered. */
  synchronized @Nullable List<Entity> recall(HashValue128 text) {
    return answers.get(text);
  }

  synchronized void keep(HashValue128 text, List<Entity> entities) {
    answers.put(text, List.copyOf(entities));
  }

  static HashValue128 key(String text) {
    return HASHER.hashCharsTo128Bits(text);
  }
}
