package dev.palimpsest.pii;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.palimpsest.pii.check.Check;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

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
}
