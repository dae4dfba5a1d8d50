package dev.palimpsest.pii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.palimpsest.text.Leaf;
import dev.palimpsest.text.Leaves;
import dev.palimpsest.text.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EntitySearchTest {

  private static final String NAME = "Zorblat Quuxly";

  private final WordModel model = new WordModel(Map.of(NAME, EntityType.PERSON), 0.9);

  @Test
  void find_nameThatNoRuleKnows_isOfTierD() {
    List<Finding> found = detector(model, 0.5).find("yesterday Zorblat Quuxly fixed the boiler");

    assertThat(found).hasSize(1);
    Finding finding = found.get(0);
    assertThat(finding.tier()).isEqualTo(Tier.D);
    assertThat(finding.type()).isEqualTo("PERSON");
    assertThat(finding.rule()).isEqualTo("model-person");
    assertThat(finding.evidence()).containsExactly(Evidence.MODEL);
    assertThat(finding.score()).isEqualTo(0.9);
    assertThat(List.of(finding.start(), finding.end())).containsExactly(10, 24);
  }

  @Test
  void find_lessProbableThanTheThreshold_isLeftOut() {
    assertThat(detector(model, 0.91).find("yesterday Zorblat Quuxly fixed the boiler")).isEmpty();
  }

  @Test
  void find_astralCharactersInFront_countsCodePoints() {
    Finding finding = detector(model, 0.5).find("😀 yesterday Zorblat Quuxly came by").get(0);

    assertThat(List.of(finding.start(), finding.end())).containsExactly(13, 27);
    assertThat(List.of(finding.startCodePoint(), finding.endCodePoint())).containsExactly(12, 26);
  }

  @Test
  void find_textInsideJson_isMappedToTheOutermostString() {
    String text = "{\"note\":\"yesterday \\\"Zorblat Quuxly\\\" fixed the boiler\"}";

    Finding finding = detector(model, 0.5).find(text).get(0);

    assertThat(text.substring(finding.start(), finding.end())).isEqualTo(NAME);
    assertThat(finding.path()).isEqualTo("text{\"note\"}");
  }

  @Test
  void find_whatARuleResolved_staysTheRules() {
    WordModel jo = new WordModel(Map.of("Mia Chen", EntityType.PERSON), 0.99);

    List<Finding> found = detector(jo, 0.5).find("my name is Mia Chen and Qwolla came too");

    assertThat(jo.asked()).hasSize(1);
    assertThat(found).extracting(Finding::tier).containsExactly(Tier.B);
  }

  @Test
  void find_nothingLeftOpen_doesNotAskTheModel() {
    detector(model, 0.5).find("my name is Mia Chen and the boiler is broken");
    detector(model, 0.5).find("the boiler is broken again");

    assertThat(model.asked()).isEmpty();
  }

  @Test
  void find_sameTextAgain_asksOnce() {
    String text = "yesterday Zorblat Quuxly fixed the boiler";

    PiiDetector detector = detector(model, 0.5);

    List<Span> spans = spans(detector, text, text);

    assertThat(spans(detector, text)).hasSize(1);
    assertThat(model.asked()).containsExactly(text);
    assertThat(spans).extracting(Span::value).containsExactly(NAME, NAME);
  }

  @Test
  void find_sureNameOfSeveralWords_isFoundWhereTheModelWasNotAsked() {
    WordModel sure = new WordModel(Map.of(NAME, EntityType.PERSON), 0.99);

    List<Span> spans =
        spans(detector(sure, 0.5), "yesterday Zorblat Quuxly came by", "zorblat.quuxly", "Zorblat");

    assertThat(sure.asked()).hasSize(1);
    assertThat(spans)
        .extracting(Span::value, Span::tier)
        .contains(tuple(NAME, Tier.D), tuple("zorblat.quuxly", Tier.D))
        .doesNotContain(tuple("Zorblat", Tier.D));
    assertThat(spans.get(spans.size() - 1).evidence())
        .containsExactly(Evidence.LEARNED, Evidence.MODEL);
  }

  @Test
  void find_doubtfulNameOrOneWord_isNotLookedForElsewhere() {
    WordModel one = new WordModel(Map.of("Zorblat", EntityType.PERSON), 0.99);

    assertThat(spans(detector(model, 0.5), "yesterday " + NAME + " came by", "zorblat.quuxly"))
        .hasSize(1);
    assertThat(spans(detector(one, 0.5), "yesterday Zorblat came by", "zorblat")).hasSize(1);
  }

  @Test
  void find_placesAndFirms_areNotLookedForElsewhere() {
    WordModel place = new WordModel(Map.of(NAME, EntityType.LOCATION), 0.99);

    assertThat(spans(detector(place, 0.5), "yesterday in " + NAME + " it rained", "zorblat quuxly"))
        .hasSize(1);
  }

  @Test
  void find_modelFails_saysWhereAndNothingOfTheText() {
    EntityModel broken =
        new EntityModel() {
          @Override
          public List<Entity> entities(String text, double threshold) {
            throw new IllegalStateException(text);
          }

          @Override
          public void close() {}
        };

    assertThatThrownBy(() -> detector(broken, 0.5).find("yesterday Zorblat Quuxly came by"))
        .isInstanceOf(DetectionException.class)
        .hasMessageContaining("failed with IllegalStateException on text")
        .hasMessageNotContaining("Zorblat")
        .hasNoCause();
  }

  @Test
  void find_offsetsBeyondTheText_areRefused() {
    EntityModel broken =
        new EntityModel() {
          @Override
          public List<Entity> entities(String text, double threshold) {
            return List.of(new Entity(0, text.length() + 1, EntityType.PERSON, 1));
          }

          @Override
          public void close() {}
        };

    assertThatThrownBy(() -> detector(broken, 0.5).find("yesterday Zorblat Quuxly came by"))
        .isInstanceOf(DetectionException.class);
  }

  @Test
  void find_textOfSeveralWindows_keepsOffsets() {
    String filler = "the boiler is broken again\n".repeat(70_000);
    String text = filler + "yesterday Zorblat Quuxly came by\n" + filler;

    List<Span> spans = spans(detector(model, 0.5), text);

    assertThat(spans).extracting(Span::start).containsExactly(filler.length() + 10);
    assertThat(spans.get(0).value()).isEqualTo(NAME);
  }

  @Test
  void constructor_thresholdOutsideItsRange_isRefused() {
    assertThatThrownBy(() -> new EntitySearch(model, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threshold must be in (0, 1]. Provided value: 0.0");
  }

  private static PiiDetector detector(EntityModel model, double threshold) {
    return PiiDetector.with(UserRules.NONE, new EntitySearch(model, threshold));
  }

  private static List<Span> spans(PiiDetector detector, String... texts) {
    List<Leaf> leaves = new ArrayList<>();
    for (String text : texts) {
      leaves.addAll(Leaves.of(Slot.plain(text)));
    }
    return detector.spans(leaves);
  }
}
