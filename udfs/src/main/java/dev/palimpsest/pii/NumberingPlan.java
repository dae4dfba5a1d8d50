package dev.palimpsest.pii;

import com.google.i18n.phonenumbers.Phonemetadata.PhoneMetadata;
import com.google.i18n.phonenumbers.Phonemetadata.PhoneNumberDesc;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The numbers that one region hands out, by libphonenumber's data. The library tries the kinds of
 * numbers one after the other; here one expression holds all kinds of a length. Thread-safe.
 */
final class NumberingPlan {

  /** Numbers have no more digits than this behind the code of their country. */
  private static final int LONGEST = 17;

  /** Of lengths that no number has. */
  private static final Pattern NOTHING = Pattern.compile("(?!)");

  private final PhoneNumberDesc general;
  private final List<PhoneNumberDesc> kinds;

  /** By the number of digits; null until asked for. */
  private final AtomicReferenceArray<Pattern> patterns = new AtomicReferenceArray<>(LONGEST + 1);

  NumberingPlan(PhoneMetadata region) {
    general = region.getGeneralDesc();
    kinds =
        List.of(
            region.getFixedLine(),
            region.getMobile(),
            region.getPremiumRate(),
            region.getTollFree(),
            region.getSharedCost(),
            region.getVoip(),
            region.getPersonalNumber(),
            region.getPager(),
            region.getUan(),
            region.getVoicemail());
  }

  /**
   * Whether a number is handed out, as the library's {@code isValidNumberForRegion} says.
   *
   * @param digits from {@code start} on the number as it is dialled from abroad, without the code
   *     of the country; its first digit is no zero
   */
  boolean has(String digits, int start) {
    int length = digits.length() - start;
    if (length > LONGEST) {
      return false;
    }
    Pattern pattern = patterns.get(length);
    if (pattern == null) {
      pattern = of(length);
      patterns.set(length, pattern);
    }
    return pattern != NOTHING && pattern.matcher(digits).region(start, digits.length()).matches();
  }

  /**
   * Whether some number of the region is so long, or a few digits longer or shorter.
   *
   * @param length digits without the code of the country
   * @param few at most
   */
  boolean isNear(int length, int few) {
    for (int possible : general.getPossibleLengthList()) {
      if (Math.abs(possible - length) <= few) {
        return true;
      }
    }
    return false;
  }

  private Pattern of(int length) {
    if (!takes(general, length)) {
      return NOTHING;
    }
    String kindsOfLength =
        kinds.stream()
            .filter(kind -> takes(kind, length))
            .map(PhoneNumberDesc::getNationalNumberPattern)
            .distinct()
            .collect(Collectors.joining("|"));
    return kindsOfLength.isEmpty()
        ? NOTHING
        : Pattern.compile(
            "(?=(?:" + general.getNationalNumberPattern() + ")$)(?:" + kindsOfLength + ")");
  }

  private static boolean takes(PhoneNumberDesc kind, int length) {
    boolean possible =
        kind.getPossibleLengthCount() == 0 || kind.getPossibleLengthList().contains(length);
    return possible && !kind.getNationalNumberPattern().isEmpty();
  }
}
