package dev.palimpsest.pii.check;

import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The remainder of a part, read as one decimal number. Either {@code remainder} must be left, or
 * the remainder tells the check characters at {@code at}: by {@code characters}, or as the number
 * itself, or, with {@code from}, as {@code from} minus it.
 *
 * @param over the number
 * @param modulus that it is divided by
 * @param remainder what must be left; absent if there are check characters
 * @param at where the check characters stand
 * @param characters the check character of each remainder
 * @param from the check number is this minus the remainder
 * @param before digits that are thought of as standing before the number
 * @param replace what letters in the number stand for
 */
record RemainderCheck(
    Part over,
    int modulus,
    @Nullable Integer remainder,
    @Nullable Part at,
    @Nullable String characters,
    @Nullable Integer from,
    @Nullable String before,
    @Nullable Map<String, String> replace)
    implements ValueCheck {

  RemainderCheck {
    if ((remainder == null) == (at == null)) {
      throw new IllegalArgumentException("a remainder check has either remainder or at");
    }
  }

  @Override
  public Check check(String value) {
    if (!over.fits(value) || (at != null && !at.fits(value))) {
      return Check.BAD_LENGTH;
    }
    String number = over.in(value);
    if (replace != null) {
      for (Map.Entry<String, String> letter : replace.entrySet()) {
        number = number.replace(letter.getKey(), letter.getValue());
      }
    }
    number = (before == null ? "" : before) + number;
    if (!number.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Check.BAD_FORMAT;
    }
    int left = new BigInteger(number).mod(BigInteger.valueOf(modulus)).intValue();
    boolean right =
        remainder != null ? left == remainder : at != null && at.in(value).equals(key(left));
    return right ? Check.OK : Check.BAD_CHECKSUM;
  }

  private String key(int left) {
    if (characters != null) {
      return characters.substring(left, left + 1);
    }
    String key = Integer.toString(from == null ? left : from - left);
    int width = at == null ? 0 : at.last() - at.first() + 1;
    return "0".repeat(Math.max(0, width - key.length())) + key;
  }
}
