package dev.palimpsest.pii;

import dev.palimpsest.text.Leaf;
import dev.palimpsest.text.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds what is in leaves, each by itself and its key. What keys mean is remembered from leaf to
 * leaf, which is why one serves one thread, and no longer than its leaves are looked at.
 */
public final class LeavesAlone {

  /** Keys may be data. */
  private static final int MOST_KEYS = 1 << 12;

  private final PiiDetector detector;
  private final KeyVocabulary keys;
  private final Set<String> expected;
  private final Map<String, KeyMeaning> known = new HashMap<>();

  /** Meanings of {@link #known} keys as if they named the expected types. */
  private final Map<String, KeyMeaning> expecting = new HashMap<>();

  LeavesAlone(PiiDetector detector, KeyVocabulary keys, Set<String> expected) {
    this.detector = detector;
    this.keys = keys;
    this.expected = expected;
  }

  /** What is found in {@code leaf}. */
  public List<Span> spans(Leaf leaf) {
    if (known.size() > MOST_KEYS) {
      known.clear();
      expecting.clear();
    }
    KeyMeaning key = keys.meaning(leaf, known);
    return detector.alone(leaf, expected.isEmpty() ? key : expecting(leaf, key), known);
  }

  private KeyMeaning expecting(Leaf leaf, KeyMeaning key) {
    Place member = leaf.place().member();
    // Without a key there is none to remember, and neighbours may give a key its meaning.
    if (member == null || known.get(member.key()) != key) {
      return keys.expecting(key, leaf, expected);
    }
    String name = member.key();
    KeyMeaning meaning = expecting.get(name);
    if (meaning == null) {
      meaning = keys.expecting(key, leaf, expected);
      expecting.put(name, meaning);
    }
    return meaning;
  }
}
