package dev.palimpsest.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class EditTest {

  @Test
  void apply_severalEdits_changesOnlyThem() {
    List<Edit> edits = List.of(new Edit(0, 1, "X"), new Edit(2, 2, "+"), new Edit(3, 5, ""));

    assertThat(Edit.apply("abcdef", edits)).isEqualTo("Xb+cf");
  }

  @Test
  void apply_overlappingEdits_isRefusedWithoutTheText() {
    assertThatThrownBy(() -> Edit.apply("secret", List.of(new Edit(0, 3, ""), new Edit(2, 4, ""))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("edits must be in order and inside the text. Provided: [2, 4) after 3 in 6");
  }

  @Test
  void new_endBeforeStart_isRefused() {
    assertThatThrownBy(() -> new Edit(2, 1, ""))
        .hasMessage("an edit needs 0 <= start <= end. Provided: [2, 1)");
  }
}
