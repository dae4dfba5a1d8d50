package dev.palimpsest.near;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class FoldingTest {

  @Test
  void fold_compatibilityFormsAndCase_becomeOne() {
    assertThat(Folding.fold("Ｆｕｌｌ ﬁ ß É e\u0301 ½")).isEqualTo("full fi ss \u00e9 \u00e9 1\u20442");
  }

  @Test
  void normal_anyWhiteSpace_isOneSpaceAndNoneAtTheEnds() {
    assertThat(Folding.normal(" a\u00a0\u3000\tB\r\n\u2028\u001c\u0085c \n")).isEqualTo("a b c");
  }

  @Test
  void normal_whiteSpaceOnly_isEmpty() {
    assertThat(Folding.normal(" \u00a0\n")).isEmpty();
  }

  @Test
  void normal_zeroWidthSpace_isNoWhiteSpace() {
    assertThat(Folding.normal("a\u200bb")).isEqualTo("a\u200bb");
  }

  @Test
  void normal_mixedScripts_agreesWithReference() {
    for (JsonNode reference : Cases.resource("tokens.jsonl")) {
      assertThat(Folding.normal(reference.get("text").asText()))
          .isEqualTo(reference.get("normal").asText());
    }
  }
}
