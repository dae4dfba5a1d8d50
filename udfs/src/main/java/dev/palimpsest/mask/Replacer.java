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
  private final String tenant;
  private final String subject;
  private final Map<String, Map<String, Integer>> numbers = new HashMap<>();

  Replacer(Policy policy, @Nullable Keyring keyring, String tenant, String subject) {
    this.policy = policy;
    this.keyring = keyring;
    this.tenant = tenant;
    this.subject = subject;
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
      return token(type, value);
    } else if (operator instanceof Operator.Surrogate) {
      String made = Surrogates.of(key(), tenant, type, value);
      return made == null ? token(type, value) : made;
    } else if (operator instanceof Operator.FormatPreserving) {
      String encrypted = FormatPreservingEncryption.of(key(), tenant, type, value);
      return encrypted == null ? token(type, value) : encrypted;
    } else if (operator instanceof Operator.DateShift shift) {
      String moved = Dates.shifted(value, offset(shift));
      return moved == null ? token(type, value) : moved;
    } else if (operator instanceof Operator.Generalise) {
      String wider = Generalisation.of(type, value);
      return wider == null ? "<" + type + ">" : wider;
    } else if (operator instanceof Operator.Quarantine) {
      throw new QuarantineException(policy.name(), type);
    } else {
      return value;
    }
  }

  private String token(String type, String value) {
    return key().token(tenant, type, Canonical.of(type, value));
  }

  private Keyring key() {
    if (keyring == null) {
      throw new IllegalStateException("a scrubber whose policy needs a key has one");
    }
    return keyring;
  }

  /** Days in [−days, days] without 0, the same for all dates of one subject. */
  private int offset(Operator.DateShift shift) {
    byte[] mac = key().mac("date-shift", tenant, subject);
    int draw = Math.floorMod(ByteBuffer.wrap(mac).getInt(), 2 * shift.days());
    return draw < shift.days() ? draw - shift.days() : draw - shift.days() + 1;
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
