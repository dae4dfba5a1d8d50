package dev.palimpsest.pii.check;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A weighted sum: Σ weightᵢ · valueᵢ (mod modulus). Either the remainder itself must be one of
 * {@code remainders}, or it tells the check character, which is looked up in {@code characters}.
 *
 * @param weights of the positions from {@code start} on
 * @param modulus of the sum
 * @param remainders what the sum may leave; absent if there is a check character
 * @param characters the check character of each remainder, {@code -} where there is none
 * @param start first weighted position; 1 if absent
 * @param at position of the check character; right behind the weighted ones if absent
 * @param again weights for a second sum where the first has no check character; without one it is 0
 * @param letters values of A to Z; 10 to 35 if absent
 * @param digits least length: a shorter value is read with zeros in front
 */
record WeightedCheck(
    List<Integer> weights,
    int modulus,
    @Nullable List<Integer> remainders,
    @Nullable String characters,
    @Nullable Integer start,
    @Nullable Integer at,
    @Nullable List<Integer> again,
    @Nullable List<Integer> letters,
    @Nullable Integer digits)
    implements ValueCheck {

  WeightedCheck {
    if ((remainders == null) == (characters == null)) {
      throw new IllegalArgumentException("a weighted check has either remainders or characters");
    }
    if (characters != null && characters.length() != modulus) {
      throw new IllegalArgumentException(
          "characters has one for each remainder of modulus " + modulus);
    }
    if (letters != null && letters.size() != 26) {
      throw new IllegalArgumentException("letters has a value for each of A to Z");
    }
  }

  @Override
  public Check check(String given) {
    String value =
        digits == null ? given : "0".repeat(Math.max(0, digits - given.length())) + given;
    int first = start == null ? 0 : start - 1;
    int checkAt = at == null ? first + weights.size() : at - 1;
    if (value.length() < first + weights.size()
        || (remainders == null && checkAt >= value.length())) {
      return Check.BAD_LENGTH;
    }
    int remainder = sum(value, first, weights);
    if (remainder < 0) {
      return Check.BAD_FORMAT;
    }
    if (remainders != null) {
      return remainders.contains(remainder) ? Check.OK : Check.BAD_CHECKSUM;
    }
    String table = characters == null ? "" : characters;
    char expected = table.charAt(remainder);
    if (expected == '-' && again != null) {
      expected = table.charAt(sum(value, first, again));
      expected = expected == '-' ? '0' : expected;
    }
    return value.charAt(checkAt) == expected ? Check.OK : Check.BAD_CHECKSUM;
  }

  private int sum(String value, int first, List<Integer> factors) {
    int sum = 0;
    for (int i = 0; i < factors.size(); i++) {
      int worth = worth(value.charAt(first + i));
      if (worth < 0) {
        return -1;
      }
      sum += factors.get(i) * worth;
    }
    return Math.floorMod(sum, modulus);
  }

  private int worth(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    if (c < 'A' || c > 'Z') {
      return -1;
    }
    return letters == null ? c - 'A' + 10 : letters.get(c - 'A');
  }
}
