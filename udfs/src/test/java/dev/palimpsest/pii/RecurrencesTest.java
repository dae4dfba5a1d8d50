package dev.palimpsest.pii;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.text.Leaf;
import dev.palimpsest.text.Leaves;
import dev.palimpsest.text.Slot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecurrencesTest {

  private static final long SEED = 20261201;

  /** Letters outside ASCII: with it nothing is known of the words of a conversation. */
  private static final String UNREADABLE = "ß";

  private static final List<String> PIECES =
      List.of(
          "Anna",
          "anna",
          "ANNA",
          "Smith",
          "Miller",
          "Mark",
          "Anna Smith",
          "Smith, Anna",
          "Anna-Maria",
          "J. Smith",
          "Dr. Miller",
          "Dear ",
          "Name: ",
          "my name is ",
          "Mr. ",
          "Customer ID: ",
          "user id is ",
          "AB-12345",
          "ab-12345",
          "12345",
          "password: ",
          "hunter22",
          "born on ",
          "1985-03-02",
          "March 2, 1985",
          "4111111111111111",
          "anna.smith@acme.org",
          "anna.smith",
          "anna_smith",
          "Smith@acme.org",
          "mark7@acme.org",
          "mark7",
          "12 Elm Street",
          "DE89370400440532013000",
          "YW5uYS5zbWl0aEBhY21lLm9yZw==",
          "{\"name\": \"Anna\", \"last\": \"Smith\"}",
          "{\"user_id\": \"AB-12345\"}",
          "the",
          "order",
          "of",
          "_",
          "-",
          ",",
          ".",
          ":",
          "(",
          "\n");

  @Test
  void find_inShortTexts_asIfNothingWereKnownOfTheirWords() {
    Random random = new Random(SEED);
    int saved = 0;
    int recurring = 0;
    for (int round = 0; round < 20_000; round++) {
      List<String> texts = new ArrayList<>();
      for (int i = random.nextInt(6) == 0 ? 3 : 1; i > 0; i--) {
        texts.add(text(random));
      }
      List<Span> known = spans(texts);
      texts.add(UNREADABLE);
      List<Span> unknown = spans(texts);
      assertThat(described(known))
          .as("seed %d, round %d: %s", SEED, round, texts)
          .isEqualTo(described(unknown));
      saved += known.size() < unknown.size() ? 1 : 0;
      recurring += known.stream().anyMatch(RecurrencesTest::isLearned) ? 1 : 0;
    }
    assertThat(saved).isGreaterThan(4_000);
    assertThat(recurring).isGreaterThan(4_000);
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12) + 1; i > 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())))
          .append(random.nextInt(4) > 0 ? " " : "");
    }
    return text.toString();
  }

  private static List<Span> spans(List<String> texts) {
    List<Leaf> leaves = new ArrayList<>();
    texts.forEach(text -> leaves.addAll(Leaves.of(Slot.plain(text))));
    return PiiDetector.standard().spans(leaves);
  }

  /** What becomes of them, without the identity of their leaves. */
  private static List<String> described(List<Span> spans) {
    return PiiDetector.resolve(spans).stream()
        .map(
            one ->
                one.type()
                    + one.alternatives()
                    + one.span().leaf().place()
                    + one.span().leaf().text()
                    + one.span().start()
                    + "-"
                    + one.span().end()
                    + one.span().tier()
                    + one.span().evidence())
        .sorted()
        .toList();
  }

  private static boolean isLearned(Span span) {
    return span.evidence().contains(Evidence.LEARNED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Dear Anna Smith, thank you.                 | ''",
        "Dear Anna Smith, thank you. So Anna it is.  | 5 Anna, 5 Anna Smith, 31 Anna",
        "Dear Anna Smith, is it anna_smith?          | 5 Anna, 5 Anna Smith, 23 anna_smith",
        "jane.doe7@acme.org wrote.                   | ''",
        "jane.doe7@acme.org wrote. So did jane.doe7. | 0 jane.doe7, 0 jane.doe7@acme.org, 33 jane.doe7",
        "my birthday is 1985-03-02, March 2, 1985    | 15 1985-03-02, 27 March 2, 1985"
      })
  void spans_ofOneText_learnedWhereAValueStandsAgain(String text, String learned) {
    List<Span> spans = new ArrayList<>(spans(List.of(text)));
    spans.sort(Comparator.comparingInt(Span::start).thenComparingInt(Span::end));
    List<String> places =
        spans.stream()
            .filter(RecurrencesTest::isLearned)
            .map(span -> span.start() + " " + span.value())
            .distinct()
            .toList();
    assertThat(String.join(", ", places)).isEqualTo(learned);
  }
}
