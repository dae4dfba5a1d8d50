package dev.palimpsest.audit.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palimpsest.audit.Golden;
import dev.palimpsest.audit.chat.ChatTemplate.Ending;
import dev.palimpsest.audit.chat.ChatTemplate.Rendered;
import dev.palimpsest.audit.checkpoint.Checkpoint;
import dev.palimpsest.audit.checkpoint.Encoding;
import dev.palimpsest.audit.checkpoint.TextTokenizer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Templates of published models against what the reference renders. */
class ChatTemplateGoldenTest {

  @ParameterizedTest
  @EnumSource(
      value = Golden.Model.class,
      mode = Mode.EXCLUDE,
      names = {"GPT2", "GPT2_HUB_NAMES", "GEMMA3_TEXT", "OLMO2", "SMOLLM3"})
  void render_goldenConversations_givesTextTokensAndMask(Golden.Model model) {
    Checkpoint checkpoint = Checkpoint.open(model.checkpoint());
    ChatTemplate template = ChatTemplate.of(checkpoint).orElseThrow();
    try (TextTokenizer tokenizer = checkpoint.openTokenizer()) {
      for (JsonNode line : Golden.lines(model.file("chat.jsonl"))) {
        String id = line.get("id").asText();
        if (!line.get("error").isNull()) {
          assertThatExceptionOfType(TemplateException.class)
              .as(id)
              .isThrownBy(() -> render(template, line))
              .withMessage(line.get("error").asText());
          continue;
        }
        Rendered rendered = render(template, line);
        Encoding encoding = tokenizer.encodeBare(rendered.text());

        assertThat(rendered.text()).as(id).isEqualTo(line.get("rendered").asText());
        assertThat(encoding.ids()).as(id).isEqualTo(Golden.ints(line.get("tokens")));
        if (!line.get("assistant_mask").isNull()) {
          assertThat(mask(rendered, encoding))
              .as(id)
              .isEqualTo(Golden.ints(line.get("assistant_mask")));
        }
      }
    }
  }

  private static Rendered render(ChatTemplate template, JsonNode line) {
    Map<String, JsonNode> variables = new LinkedHashMap<>();
    line.get("variables").fields().forEachRemaining(v -> variables.put(v.getKey(), v.getValue()));
    return template.render(
        line.get("messages"),
        line.get("tools"),
        line.get("add_generation_prompt").asBoolean()
            ? Ending.ASSISTANT_PROMPT
            : Ending.CONVERSATION,
        variables);
  }

  private static int[] mask(Rendered rendered, Encoding encoding) {
    int[] mask = new int[encoding.ids().length];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = rendered.isGenerated(encoding.starts()[i], encoding.ends()[i]) ? 1 : 0;
    }
    return mask;
  }
}
