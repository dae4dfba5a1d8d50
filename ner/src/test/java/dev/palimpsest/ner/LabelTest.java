package dev.palimpsest.ner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.pii.EntityType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LabelTest {

  @Test
  void all_schemesInUse_areRead() {
    List<Label> labels =
        Label.all(
            List.of("O", "B-PER", "I-PER", "E-LOC", "S_GPE", "GIVENNAME", "street address", "MISC"),
            new LabelTable(Map.of()),
            "here");

    assertThat(labels)
        .containsExactly(
            new Label("O", false, Optional.empty()),
            new Label("PER", true, Optional.of(EntityType.PERSON)),
            new Label("PER", false, Optional.of(EntityType.PERSON)),
            new Label("LOC", false, Optional.of(EntityType.LOCATION)),
            new Label("GPE", true, Optional.of(EntityType.LOCATION)),
            new Label("GIVENNAME", false, Optional.of(EntityType.PERSON)),
            new Label("street address", false, Optional.of(EntityType.ADDRESS)),
            new Label("MISC", false, Optional.empty()));
  }

  @Test
  void all_meaningOfTheUser_goesBeforeTheTable() {
    assertThat(
            Label.all(
                List.of("PER", "ORG"),
                new LabelTable(Map.of("org", "none", "PER", "person")),
                "here"))
        .extracting(Label::type)
        .containsExactly(Optional.of(EntityType.PERSON), Optional.empty());
  }
}
