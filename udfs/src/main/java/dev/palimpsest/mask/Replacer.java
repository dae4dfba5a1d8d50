package dev.palimpsest.mask;

import dev.palimpsest.pii.Canonical;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the replacements of one conversation. Counts, so one conversation needs its own. */
final class Replacer {

  private final Policy policy;
  private final @Nullable Keyring keyring;
  private final String tenant;
  private final Map<String, Map<String, Integer>> numbers = new HashMap<>();

  Replacer(Policy policy, @Nullable Keyring keyring, String tenant) {
    this.policy = policy;
    this.keyring = keyring;
    this.tenant = tenant;
  }

  /** What stands in the text in place of {@code value}. */
  String replace(String type, String value) {
    Operator operator = policy.operator(type);
    if (operator instanceof Operator.Remove) {
      return "";
    } else if (operator instanceof Operator.Label) {
      return "<" + type + ">";
    } else if (operator instanceof Operator.Numbered) {
      return "<" + type + "_" + number(type, value) + ">";
    } else if (operator instanceof Operator.Partial partial) {
      return partial(partial, value);
    } else if (operator instanceof Operator.Token) {
      if (keyring == null) {
        throw new IllegalStateException("a scrubber whose policy needs a key has one");
      }
      return keyring.token(tenant, type, Canonical.of(type, value));
    } else {
      return value;
    }
  }

  private int number(String type, String value) {
    Map<String, Integer> ofType = numbers.computeIfAbsent(type, unseen -> new HashMap<>());
    return ofType.computeIfAbsent(Canonical.of(type, value), unseen -> ofType.size() + 1);
  }

  private static String partial(Operator.Partial partial, String value) {
    int[] points = value.codePoints().toArray();
    int signs = (int) value.codePoints().filter(Character::isLetterOrDigit).count();
    boolean whole = signs < 2 * (partial.keepFirst() + partial.keepLast());
    StringBuilder masked = new StringBuilder();
    int seen = 0;
    for (int point : points) {
      if (!Character.isLetterOrDigit(point)) {
        masked.append('*');
        continue;
      }
      boolean kept = seen < partial.keepFirst() || seen >= signs - partial.keepLast();
      masked.appendCodePoint(kept && !whole ? point : '*');
      seen++;
    }
    return masked.toString();
  }
}
