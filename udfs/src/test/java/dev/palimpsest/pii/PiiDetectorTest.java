package dev.palimpsest.pii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.pii.LeafScanner.Started;
import dev.palimpsest.text.Leaves;
import dev.palimpsest.text.Slot;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PiiDetectorTest {

  @Test
  void find_maskThatReadsLikeALabel_announcesNothing() {
    PiiDetector detector = PiiDetector.standard();

    assertThat(detector.find("<ADDRESS_3>. We are there from March 20 on."))
        .noneMatch(finding -> finding.type().equals("ADDRESS"));
    assertThat(detector.find("<ADDRESS_3>12 Elm Road</ADDRESS_3>"))
        .anyMatch(finding -> finding.type().equals("ADDRESS"));
  }

  @Test
  void find_json_saysWhereAndWhyAndNotWhat() {
    String text = "{\"note\": \"😀 call +44 20 7946 0958\"}";

    assertThat(PiiDetector.standard().find(text))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.path()).isEqualTo("text{\"note\"}");
              assertThat(text.substring(finding.start(), finding.end()))
                  .isEqualTo("+44 20 7946 0958");
              assertThat(finding.startCodePoint()).isEqualTo(finding.start() - 1);
              assertThat(finding.endCodePoint()).isEqualTo(finding.end() - 1);
              assertThat(finding.type()).isEqualTo("PHONE");
              assertThat(finding.tier()).isEqualTo(Tier.A);
              assertThat(finding.evidence())
                  .containsExactly(
                      Evidence.SHAPE, Evidence.VALID, Evidence.GROUPED, Evidence.CONTEXT);
              assertThat(finding.toString()).doesNotContain("7946");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "@jls 8.1.1.2 final classes|C",
        "from 8.8.4.4 to us|C",
        "syntax 8.2.4.41: a bogus comment|C",
        "host 8.8.4.4 is up|A",
        "from 8.8.4.4:443|A",
        "a route to 8.8.4.0/24|A",
        "from 8.8.200.4 to us|A"
      })
  void find_fourSmallNumbers_areAnAddressOnlyWithEvidence(String text, Tier tier) {
    assertThat(PiiDetector.standard().find(text))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.type()).isEqualTo("IP_ADDRESS");
              assertThat(finding.tier()).isEqualTo(tier);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "write to the Acme Foundation, Inc., 51 Harbour Street, Boston|C",
        "contact Oracle, 500 Oracle Parkway|C",
        "contact Oracle, 500 Sunset Parkway|B",
        "she moved to 51 Harbour Street|A"
      })
  void find_streetOfACompany_isShapeOnly(String text, Tier tier) {
    assertThat(PiiDetector.standard().find(text))
        .filteredOn(finding -> finding.rule().equals("street"))
        .singleElement()
        .satisfies(finding -> assertThat(finding.tier()).isEqualTo(tier));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"PWD\": \"/home/build/project/node\",",
        "{@linkplain Inet4Address##format IPv4 address textual representations}",
        "hi! and\n  hi LineNr ctermfg=226 ctermbg=NONE"
      })
  void find_codeAfterALabel_isNoValue(String text) {
    assertThat(PiiDetector.standard().find(text)).isEmpty();
  }

  @Test
  void find_valueUnderAKey_isFoundInTheRestToo() {
    String text =
        "[{\"reply\": \"Thanks Priya, noted: RAMASWAMI, born April 5, 1990, id pr_0417\"},"
            + " {\"first_name\": \"Priya\", \"last_name\": \"Ramaswami\", \"dob\": \"1990-04-05\","
            + " \"user_id\": \"pr_0417\"}]";

    assertThat(values(text))
        .containsExactly(
            "PERSON Priya",
            "PERSON RAMASWAMI",
            "DATE_OF_BIRTH April 5, 1990",
            "USER_ID pr_0417",
            "PERSON Priya",
            "PERSON Ramaswami",
            "DATE_OF_BIRTH 1990-04-05",
            "USER_ID pr_0417");
  }

  @Test
  void find_nameOfCommonWords_isFoundOnlyWhole() {
    String text =
        "[{\"first_name\": \"Rose\", \"last_name\": \"Price\"},"
            + " \"The price of one rose. Rose Price pays the Price.\"]";

    assertThat(values(text)).containsExactly("PERSON Rose", "PERSON Price", "PERSON Rose Price");
  }

  @Test
  void find_knownPartOfAnUnknownName_isFoundWithTheRest() {
    String text =
        "[{\"last_name\": \"Okonkwo\"}, \"Thanks Okonkwo. Is Ifeoma Okonkwo in Denver?\"]";

    assertThat(values(text))
        .containsExactly("PERSON Okonkwo", "PERSON Okonkwo", "PERSON Ifeoma Okonkwo");
  }

  /** What looks like a town, code, a date or a table is a value where it says whose it is. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          I spoke with Juan Morales today          | PERSON      | Juan Morales
          username: Nonette77                      | USER_ID     | Nonette77
          password: NoneShallPass!7                | PASSWORD    | NoneShallPass!7
          password = "this.Is.My.Pass9!"           | PASSWORD    | this.Is.My.Pass9!
          password: Zebra[moon]7                   | PASSWORD    | Zebra[moon]7
          Customer name: Maria Keller(HR)          | PERSON      | Maria Keller
          my IBAN is DE8937040044053201300. Thanks | IBAN        | DE8937040044053201300
          user id: 20230115-8841                   | USER_ID     | 20230115-8841
          my card is 370137123730006               | CREDIT_CARD | 370137123730006""")
  void find_valueThatCouldBeSomethingElse_isFound(String text, String type, String value) {
    assertThat(PiiDetector.standard().find(text))
        .filteredOn(finding -> finding.tier() != Tier.C)
        .extracting(
            finding -> finding.type() + " " + text.substring(finding.start(), finding.end()))
        .contains(type + " " + value);
  }

  @Test
  void find_shapesOnly_areReportedWhereverTheyStand() {
    assertThat(PiiDetector.standard().find("he is half-Irish"))
        .extracting(Finding::type)
        .containsExactly("NATIONALITY");
    assertThat(PiiDetector.standard().find("{\"assignee\":\"Mark\"}"))
        .extracting(Finding::type)
        .containsExactly("PERSON");
  }

  @Test
  void find_shortName_isNotFoundInCapitalsOrLowerCase() {
    String text = "[{\"first_name\": \"Mia\"}, \"MIA to JFK, mia, Mia\"]";

    assertThat(values(text)).containsExactly("PERSON Mia", "PERSON Mia");
  }

  @Test
  void find_phraseContradictedByARecord_isNoUserId() {
    String text = "[\"the user ID: M05KNL is mine\", {\"reservation_id\": \"M05KNL\"}]";

    assertThat(values(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"function\": {\"name\": \"Maria Lopez\", \"description\": \"d\"}}",
        "{\"name\": \"Maria Lopez\", \"price\": 3, \"email\": \"none\"}",
        "{\"airport\": {\"name\": \"John Wayne\"}}",
        "{\"products\": [{\"name\": \"Dyson Airwrap\"}]}",
      })
  void find_nameOfAThing_isNoPerson(String text) {
    assertThat(values(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"passengers\": [{\"name\": \"Maria Lopez\"}]}",
        "{\"name\": \"Maria Lopez\", \"gender\": \"f\"}",
        "{\"customer\": {\"profile\": 1, \"name\": \"Maria Lopez\"}}",
      })
  void find_nameOfAPerson_isOne(String text) {
    assertThat(values(text)).containsExactly("PERSON Maria Lopez");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Flight HAT069 leaves JFK at 06:00 AM on 2024-05-20 for $121, reservation 4WQ150.",
        "commit 3f2a9c1d8e7b6a5f4c3d2e1f0a9b8c7d6e5f4a3b, build 20240520.1, v1.2.3.4",
        "order #W2611340 of item 4579334072: 2 x Water Bottle, 1000ml",
        "{\"created\": 1718900000000, \"uuid\": \"550e8400-e29b-41d4-a716-446655440000\"}",
        "for (int i = 0; i < 10; i++) { std::cout << a::b << name; }",
        "The agent will mark the page, grant access and may price it.",
      })
  void find_technicalOrTradeText_hasNothingOfTierAOrB(String text) {
    assertThat(PiiDetector.standard().find(text))
        .extracting(Finding::tier)
        .doesNotContain(Tier.A, Tier.B);
  }

  @Test
  void find_personalKey_isHiddenInEveryPath() {
    String text = "{\"people\": {\"maria.lopez\": {\"email\": \"maria.lopez@x.org\"}}}";

    assertThat(PiiDetector.standard().find(text))
        .extracting(Finding::path)
        .containsExactly("text{\"people\".key[0]}", "text{\"people\".\"@0\".\"email\"}");
  }

  @Test
  void spans_scannerThatFails_saysWhereAndNothingOfTheText() {
    LeafScanner broken =
        scan -> {
          throw new NumberFormatException("For input string: " + scan.text());
        };
    PiiDetector detector =
        new PiiDetector(RuleBook.standard(), List.of(new Started(Sign.ANY, broken)));

    assertThatThrownBy(() -> detector.spans(Leaves.of(Slot.plain("{\"Jane\": \"Jane Roe 17\"}"))))
        .isInstanceOf(DetectionException.class)
        .hasMessageMatching(
            "scanner \\S* failed with NumberFormatException on text\\{\"@0\"}; the text was not"
                + " scanned")
        .hasNoCause();
  }

  private static List<String> values(String text) {
    return PiiDetector.standard().find(text).stream()
        .filter(finding -> finding.tier() != Tier.C)
        .map(finding -> finding.type() + " " + text.substring(finding.start(), finding.end()))
        .toList();
  }

  @Test
  void find_twoPhoneNumbersInARow_eachHasItsOwnEvidence() {
    List<Finding> found = PiiDetector.standard().find("phone: 212 555 2671 212 155 2671");

    assertThat(found).hasSize(2).allMatch(finding -> finding.type().equals("PHONE"));
    assertThat(found.get(0).evidence()).contains(Evidence.VALID);
    assertThat(found.get(1).evidence()).contains(Evidence.GROUPED).doesNotContain(Evidence.VALID);
  }

  /** Of a length that the country's numbers had until they were renumbered. */
  @ParameterizedTest
  @CsvSource({
    "a +22985751234 b, PHONE C",
    "call +22985751234 now, PHONE B",
    "call +229 85 75 12 34 now, PHONE B",
    "version +22985751235, ''",
    "14~++20211221121559, ''"
  })
  void find_numberOfAFormerPlan_isAsStrongAsTheWordsForIt(String text, String found) {
    List<String> tiers =
        PiiDetector.standard().find(text).stream()
            .map(finding -> finding.type() + " " + finding.tier())
            .toList();

    assertThat(String.join(", ", tiers)).isEqualTo(found);
  }
}
