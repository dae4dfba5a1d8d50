package dev.palimpsest.jobs.explain;

import static dev.palimpsest.jobs.testing.LakeRows.assistant;
import static dev.palimpsest.jobs.testing.LakeRows.system;
import static dev.palimpsest.jobs.testing.LakeRows.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.text.Conversation;
import dev.palimpsest.text.Message;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DifferingSpansTest {

  @Test
  void of_changedWords_givesBothPlaces() {
    assertThat(
            spans(
                List.of(system("one"), user("please book  flight nine to [CITY]")),
                List.of(system("another"), user("please book flight ten to [CITY] today"))))
        .containsExactly(
            "turn 1 [20, 24) \"nine\" here, [19, 22) \"ten\" in the keeper",
            "turn 1 nothing at 34 here, [33, 38) \"today\" in the keeper");
  }

  @Test
  void of_moreTurns_saysWhose() {
    assertThat(spans(List.of(user("a")), List.of(user("a"), assistant("b"))))
        .containsExactly("turn 2 (ASSISTANT) is in the keeper alone");
    assertThat(spans(List.of(user("a"), assistant("b")), List.of(user("a"))))
        .containsExactly("turn 2 (ASSISTANT) is in this row alone");
  }

  @Test
  void of_sameWords_saysSo() {
    assertThat(spans(List.of(user("a b")), List.of(user("a b")))).isEmpty();
    assertThat(spans(List.of(user("a  b")), List.of(user("a b"))))
        .containsExactly("turn 1 differs in white space");
  }

  @Test
  void of_longTexts_areCutAndRefused() {
    assertThat(spans(List.of(user("x".repeat(61))), List.of(user(""))))
        .containsExactly(
            "turn 1 [0, 61) \"" + "x".repeat(60) + "…\" here, nothing at 0 in the keeper");
    assertThat(spans(List.of(user("x ".repeat(50_001))), List.of(user("y"))))
        .containsExactly("turn 1 differs; it is too long to say where");
  }

  private static List<String> spans(List<Message> row, List<Message> keeper) {
    return DifferingSpans.of(
        new Conversation(row, List.of(), Map.of()), new Conversation(keeper, List.of(), Map.of()));
  }
}
