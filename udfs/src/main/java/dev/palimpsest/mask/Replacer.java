package dev.palimpsest.mask;

import dev.palimpsest.pii.Canonical;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the replacements of one conversation. Counts, so one conversation needs its own. */
final class Replacer {

  private final Policy policy;
  private final @Nullable Keyring keyring;
  private final Origin origin;
  private final Map<String, Map<String, Integer>> numbers = new HashMap<>();

  Replacer(Policy policy, @Nullable Keyring keyring, Origin origin) {
    this.policy = policy;
    this.keyring = keyring;
    this.origin = origin;
  }

  /** What stands in the text in place of {@code value}. */
  String replace(String type, String value) {
    Operator operator = policy.operator(type);
    if (operator instanceof Operator.Remove) {
      return "";
    } else if (operator instanceof Operator.Label) {
      return "<" + type + ">";
    } else if (operator instanceof Operator.Numbered numbered) {
      return "<" + type + "_" + number(numbered.scope(), type, value) + ">";
    } else if (operator instanceof Operator.Partial partial) {
      return partial(partial, value);
    } else if (operator instanceof Operator.Token token) {
      return token(token.scope(), type, value);
    } else if (operator instanceof Operator.Surrogate surrogate) {
      String made = Surrogates.of(key(), surrogate.scope().names(origin), type, value);
      return made == null ? token(surrogate.scope(), type, value) : made;
    } else if (operator instanceof Operator.FormatPreserving) {
      String encrypted = FormatPreservingEncryption.of(key(), origin.tenant(), type, value);
      return encrypted == null ? token(Scope.TENANT, type, value) : encrypted;
    } else if (operator instanceof Operator.DateShift shift) {
      String moved = Dates.shifted(value, offset(shift));
      return moved == null ? token(Scope.TENANT, type, value) : moved;
    } else if (operator instanceof Operator.Generalise) {
      String wider = Generalisation.of(type, value);
      return wider == null ? "<" + type + ">" : wider;
    } else if (operator.refusesRow()) {
      throw new IllegalStateException("a row that is refused has no replacements");
    } else {
      return value;
    }
  }

  private String token(Scope scope, String type, String value) {
    return key().token(scope, origin, type, Canonical.of(type, value));
  }

  private Keyring key() {
    if (keyring == null) {
      throw new IllegalStateException("a scrubber whose policy needs a key has one");
    }
    return keyring;
  }

  /** Days in [−days, days] without 0, the same for all dates of one subject. */
  private int offset(Operator.DateShift shift) {
    byte[] mac = key().mac("date-shift", origin.tenant(), origin.user());
    int draw = Math.floorMod(ByteBuffer.wrap(mac).getInt(), 2 * shift.days());
    return draw < shift.days() ? draw - shift.days() : draw - shift.days() + 1;
  }

  private long number(Scope scope, String type, String value) {
    if (scope != Scope.ROW) {
      return key().number(scope, origin, type, Canonical.of(type, value));
    }
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
