package dev.palimpsest.pii;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.palimpsest.pii.check.Check;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberingPlansTest {

  private static final long SEED = 164;

  private final PhoneNumberUtil library = PhoneNumberUtil.getInstance();
  private final NumberingPlans plans = new NumberingPlans();

  @Test
  void check_examplesOfAllCountries_areHandedOut() {
    for (String region : library.getSupportedRegions()) {
      PhoneNumber example = library.getExampleNumber(region);
      String written = library.format(example, PhoneNumberFormat.INTERNATIONAL);

      assertThat(plans.check(written, "ZZ")).as(region).isEqualTo(Check.OK);
    }
  }

  /** The library's own parser is the plain twin. */
  @Test
  void check_randomNumbersOfAllCountries_agreesWithTheParser() {
    Random random = new Random(SEED);
    List<Integer> countries = List.copyOf(library.getSupportedCallingCodes());
    int valid = 0;
    for (int round = 0; round < 100_000; round++) {
      StringBuilder number = new StringBuilder();
      for (int i = 6 + random.nextInt(6); i > 0; i--) {
        number.append(random.nextInt(10));
      }
      boolean abroad = round % 8 != 0;
      String written =
          abroad ? "+" + countries.get(random.nextInt(countries.size())) + number : "" + number;

      Check expected = plans.parsed(written, abroad ? "ZZ" : "US");
      valid += expected == Check.OK ? 1 : 0;

      assertThat(plans.check(written, abroad ? "ZZ" : "US"))
          .as("%s, seed %d, round %d", written, SEED, round)
          .isEqualTo(expected);
    }
    assertThat(valid).isGreaterThan(5_000);
  }

  /** Benin and the Ivory Coast had eight digits and have ten. */
  @ParameterizedTest
  @CsvSource({
    "+22985751234, true",
    "+229 85 75 12 34, true",
    "+22507123456, true",
    "+2298575123, false",
    "+2298575123456, true",
    "+2298575123456789, false",
    "+99985751234, false",
    "+, false"
  })
  void mayHaveBeenAssigned_numbersNearlyAsLongAsToday_may(String written, boolean may) {
    assertThat(plans.mayHaveBeenAssigned(written)).isEqualTo(may);
  }

  /** In the regions of the rule book; numbers near those that are handed out, with prefixes. */
  @Test
  void isDialled_randomNumbersOfRegions_agreesWithTheParser() {
    Random random = new Random(SEED);
    List<String> regions =
        RuleBook.standard().rules().stream()
            .filter(rule -> rule.search() instanceof Search.Phone)
            .flatMap(rule -> ((Search.Phone) rule.search()).regions().stream())
            .distinct()
            .toList();
    int valid = 0;
    for (int round = 0; round < 60_000; round++) {
      String region = regions.get(random.nextInt(regions.size()));
      String written = divided(near(region, random), random);

      boolean expected = plans.parsed(written, region) == Check.OK;
      valid += expected ? 1 : 0;

      assertThat(plans.isDialled(written, region))
          .as("%s in %s, seed %d, round %d", written, region, SEED, round)
          .isEqualTo(expected);
      assertThat(plans.isOfRegion(written, region))
          .as("%s of %s, seed %d, round %d", written, region, SEED, round)
          .isEqualTo(plans.isParsedOfRegion(written, region));
    }
    assertThat(regions).hasSizeGreaterThan(20);
    assertThat(valid).isBetween(15_000, 45_000);
  }

  private static String divided(String digits, Random random) {
    StringBuilder written = new StringBuilder(digits);
    for (int i = random.nextInt(4); i > 0; i--) {
      written.insert(1 + random.nextInt(written.length() - 1), " ()./-".charAt(random.nextInt(6)));
    }
    return written.toString();
  }

  private String near(String region, Random random) {
    PhoneNumber example = library.getExampleNumber(region);
    StringBuilder digits = new StringBuilder(library.getNationalSignificantNumber(example));
    for (int i = random.nextInt(6); i > 0; i--) {
      digits.setCharAt(random.nextInt(digits.length()), (char) ('0' + random.nextInt(10)));
    }
    int prefix = random.nextInt(8);
    return switch (prefix) {
      case 0 -> "0" + digits;
      case 1 -> "00" + digits;
      case 2 -> example.getCountryCode() + "" + digits;
      case 3 ->
          Objects.requireNonNullElse(library.getNddPrefixForRegion(region, true), "1") + digits;
      case 4 -> digits.substring(random.nextInt(digits.length() - 4));
      default -> digits.toString();
    };
  }
}
