package dev.palimpsest.pii;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.google.i18n.phonenumbers.metadata.DefaultMetadataDependenciesProvider;
import com.google.i18n.phonenumbers.metadata.source.RegionMetadataSource;
import dev.palimpsest.pii.check.Check;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which telephone numbers countries hand out, by libphonenumber. Its parser costs ten times as much
 * as the look at the plan, so what is written with the code of a country, or as in North America,
 * is split here; whatever does not come out valid is left to the parser.
 */
public final class NumberingPlans {

  private static final int LONGEST_COUNTRY = 3;

  /** Signs with a country code, at most. */
  private static final int MOST_DIGITS = 18;

  /** Digits by which a new plan makes the numbers of a country longer or shorter. */
  private static final int MOST_RENUMBERED = 2;

  private static final int NORTH_AMERICA = 1;

  private static final int NORTH_AMERICAN_DIGITS = 10;

  /** The region of codes that no country has, such as those of satellites. */
  private static final String SERVICES = PhoneNumberUtil.REGION_CODE_FOR_NON_GEO_ENTITY;

  /** Where more than one prefix is dialled, or numbers are rewritten after the first digits. */
  private static final Set<String> REWRITING = Set.of("AR", "AU", "BR", "CN", "FI", "IL");

  private final PhoneNumberUtil library = PhoneNumberUtil.getInstance();

  /** Codes of countries and of services without one; none is the start of another. */
  private final BitSet countries = new BitSet();

  /** How numbers are written inside a region that is none of {@link #REWRITING}. */
  private record Dialling(int country, String prefix, @Nullable String trunk) {}

  private final Map<String, Dialling> dialling = new HashMap<>();

  /** By the code of a country: what is dialled before a number inside it, where that is no zero. */
  private final Map<Integer, String> trunks = new HashMap<>();

  /** By the code of a country; where several countries share it, of the one tried first. */
  private final Map<Integer, NumberingPlan> plans = new HashMap<>();

  /** Codes that several countries share. */
  private final BitSet shared = new BitSet();

  /** Reads the plans, which takes some milliseconds; one serves all threads. */
  public NumberingPlans() {
    RegionMetadataSource metadata =
        DefaultMetadataDependenciesProvider.getInstance().getPhoneNumberMetadataSource();
    for (int country : library.getSupportedCallingCodes()) {
      countries.set(country);
      String region = library.getRegionCodeForCountryCode(country);
      String trunk = SERVICES.equals(region) ? null : library.getNddPrefixForRegion(region, true);
      if (trunk != null && !trunk.startsWith("0")) {
        trunks.put(country, trunk);
      }
      shared.set(country, library.getRegionCodesForCountryCode(country).size() > 1);
      if (!SERVICES.equals(region)) {
        plans.put(country, new NumberingPlan(metadata.getMetadataForRegion(region)));
      }
    }
    for (String region : library.getSupportedRegions()) {
      if (!REWRITING.contains(region)) {
        int country = library.getCountryCodeForRegion(region);
        String trunk = library.getNddPrefixForRegion(region, true);
        dialling.put(region, new Dialling(country, Integer.toString(country), trunk));
      }
    }
  }

  /**
   * @param written with a plus and the code of a country, or as inside {@code region}
   * @param region ISO 3166-1 code, or "ZZ" for none
   * @return OK if the number is handed out, BAD_COMPONENT if only its length is right
   */
  Check check(String written, String region) {
    String digits = DigitRuns.ascii(written, 0, written.length());
    boolean plus = written.charAt(0) == '+';
    if (plus ? isAssigned(digits) : "US".equals(region) && isNorthAmerican(digits)) {
      return Check.OK;
    }
    return parsed(written, region);
  }

  /**
   * Whether a number written as inside {@code region} is handed out: {@link #check} is OK.
   *
   * @param region ISO 3166-1 code
   */
  boolean isDialled(String written, String region) {
    String digits = DigitRuns.ascii(written, 0, written.length());
    Optional<Boolean> known =
        written.charAt(0) == '+' ? Optional.empty() : asDialled(digits, region, false);
    return known.orElseGet(() -> check(written, region) == Check.OK);
  }

  /**
   * Whether {@code region} itself hands out a number that is written as inside it, or with a plus:
   * countries that share a code have plans of their own.
   *
   * @param written digits and what divides them
   * @param region ISO 3166-1 code
   */
  public boolean isOfRegion(String written, String region) {
    Optional<Boolean> known =
        written.charAt(0) == '+'
            ? Optional.empty()
            : asDialled(DigitRuns.ascii(written, 0, written.length()), region, true);
    return known.orElseGet(() -> isParsedOfRegion(written, region));
  }

  /** As {@link #isOfRegion}, by the library's parser alone. */
  boolean isParsedOfRegion(String written, String region) {
    try {
      return library.isValidNumberForRegion(library.parse(written, region), region);
    } catch (NumberParseException notANumber) {
      return false;
    }
  }

  /** Empty where a prefix leaves open what the number is. */
  private Optional<Boolean> asDialled(String digits, String region, boolean within) {
    Dialling dialling = this.dialling.get(region);
    if (dialling == null) {
      return Optional.empty();
    }
    int country = dialling.country();
    String trunk = dialling.trunk();
    if (digits.charAt(0) == '0') {
      boolean stripped = "0".equals(trunk) && digits.length() > 1 && digits.charAt(1) != '0';
      return stripped && isValid(country, digits, 1)
          ? Optional.of(!within || isWithin(country, digits, 1, region))
          : Optional.empty();
    }
    boolean prefixed =
        digits.startsWith(dialling.prefix())
            || (trunk != null && digits.startsWith(trunk))
            || digits.length() > MOST_DIGITS;
    return prefixed
        ? Optional.empty()
        : Optional.of(
            isValid(country, digits, 0) && (!within || isWithin(country, digits, 0, region)));
  }

  private boolean isWithin(int country, String digits, int start, String region) {
    return library.isValidNumberForRegion(number(country, digits, start), region);
  }

  private boolean isAssigned(String digits) {
    int start = countryEnd(digits);
    return start > 0 && isValid(Integer.parseInt(digits, 0, start, 10), digits, start);
  }

  /**
   * Whether a number may have been handed out under a former plan: those of its country are nearly
   * as long today. A text keeps a number for longer than a country does.
   *
   * @param written with a plus and the code of a country
   */
  boolean mayHaveBeenAssigned(String written) {
    String digits = DigitRuns.ascii(written, 0, written.length());
    int start = countryEnd(digits);
    NumberingPlan plan = start == 0 ? null : plans.get(Integer.parseInt(digits, 0, start, 10));
    return plan != null && plan.isNear(digits.length() - start, MOST_RENUMBERED);
  }

  /** Where the code of a country that the digits start with ends; 0 if they start with none. */
  private int countryEnd(String digits) {
    int country = 0;
    for (int i = 0; i < LONGEST_COUNTRY && i + 1 < digits.length(); i++) {
      country = 10 * country + digits.charAt(i) - '0';
      if (countries.get(country)) {
        return i + 1;
      }
    }
    return 0;
  }

  private boolean isNorthAmerican(String digits) {
    int start = digits.length() - NORTH_AMERICAN_DIGITS;
    boolean trunk = start == 1 && digits.charAt(0) == '1';
    return (start == 0 || trunk) && isValid(NORTH_AMERICA, digits, start);
  }

  /** What is dialled first inside a country may or may not be part of the number. */
  private boolean isValid(int country, String digits, int start) {
    String trunk = trunks.get(country);
    boolean prefixed =
        digits.charAt(start) == '0' || (trunk != null && digits.startsWith(trunk, start));
    if (prefixed || digits.length() > MOST_DIGITS) {
      return false;
    }
    // Of the countries that share a code the first has nearly all the numbers.
    NumberingPlan first = plans.get(country);
    boolean alone = first != null && !shared.get(country);
    return (first != null && first.has(digits, start))
        || (!alone && library.isValidNumber(number(country, digits, start)));
  }

  private static PhoneNumber number(int country, String digits, int start) {
    return new PhoneNumber()
        .setCountryCode(country)
        .setNationalNumber(Long.parseLong(digits, start, digits.length(), 10));
  }

  /** As {@link #check}, by the library's parser alone. */
  Check parsed(String written, String region) {
    try {
      PhoneNumber number = library.parse(written, region);
      if (library.isValidNumber(number)) {
        return Check.OK;
      }
      return library.isPossibleNumber(number) ? Check.BAD_COMPONENT : Check.BAD_LENGTH;
    } catch (NumberParseException notANumber) {
      return Check.BAD_FORMAT;
    }
  }
}
