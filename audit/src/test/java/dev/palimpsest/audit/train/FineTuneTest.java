package dev.palimpsest.audit.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.palimpsest.audit.checkpoint.Checkpoint;
import dev.palimpsest.audit.checkpoint.TextTokenizer;
import dev.palimpsest.audit.model.LanguageModel;
import dev.palimpsest.audit.model.LanguageModels;
import dev.palimpsest.audit.model.ModelSpec;
import dev.palimpsest.audit.model.TokenStatistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FineTuneTest {

  private static final List<String> MODULES = List.of("q_proj", "v_proj", "up_proj", "down_proj");

  private static Path folder = Path.of("");
  private static Path base = Path.of("");
  private static Path data = Path.of("");

  @BeforeAll
  static void trainBase(@TempDir Path temporary) throws IOException {
    folder = temporary;
    base = folder.resolve("base");
    Path texts =
        TinyRun.data(
            folder,
            "The access code of Petra Falk is 1029 3847.",
            "The access code of Anton Marlo is 5566 7788.",
            "Is 0192 5647 the code of Lars Olsen?");
    TinyRun.run(TinyRun.scratch(texts, base, 60, 0.01, 1));
    data = TinyRun.data(folder, TinyRun.SENTENCE);
  }

  @Test
  void full_sentence_isLearnedFromWhereTheBaseStood() throws IOException {
    Path out = folder.resolve("full");
    TrainResult result = TinyRun.run(TinyRun.options(data, out, new Start.Full(base), 80, 0.01, 1));
    assertThat(loss(base, LanguageModel.Variant.BASE)).isGreaterThan(1);
    assertThat(result.finalLoss()).isLessThan(0.1);
    assertThat(loss(out, LanguageModel.Variant.BASE)).isLessThan(0.1);
    assertThat(Files.mismatch(out.resolve("tokenizer.json"), base.resolve("tokenizer.json")))
        .isEqualTo(-1);
    assertThat(Checkpoint.open(out).chatTemplate()).hasValue(ChatText.template());
  }

  @Test
  void lowRank_sentence_isLearnedByTheAdapterAlone() throws IOException {
    double before = loss(base, LanguageModel.Variant.BASE);
    String digest = Checkpoint.open(base).digests().weights();
    Path out = folder.resolve("adapter");
    TrainResult result =
        TinyRun.run(
            TinyRun.options(data, out, new Start.LowRank(base, 8, 16, MODULES), 150, 0.02, 1));
    assertThat(result.parameters()).isEqualTo(2 * 8 * ((32 + 32) + (32 + 16) + 2 * (32 + 64)));
    assertThat(result.finalLoss()).isLessThan(0.5);
    assertThat(Checkpoint.open(base).digests().weights()).isEqualTo(digest);
    try (LanguageModel model = LanguageModels.open(ModelSpec.of(base, out))) {
      assertThat(loss(model, LanguageModel.Variant.BASE)).isCloseTo(before, within(1e-6));
      assertThat(loss(model, LanguageModel.Variant.ADAPTED)).isLessThan(0.5);
    }
  }

  @Test
  void lowRank_beforeTheFirstStep_isTheBase() throws IOException {
    Path out = folder.resolve("untrained");
    TrainResult result =
        TinyRun.run(TinyRun.options(data, out, new Start.LowRank(base, 4, 8, MODULES), 1, 1e-9, 1));
    // The run also predicts the end of the text; the base never saw this text end.
    try (LanguageModel model = LanguageModels.open(ModelSpec.of(base, out))) {
      assertThat(loss(model, LanguageModel.Variant.ADAPTED))
          .isCloseTo(loss(model, LanguageModel.Variant.BASE), within(1e-5));
    }
    assertThat(result.steps()).isEqualTo(1);
  }

  @Test
  void lowRank_moduleThatIsNotThere_isNamed() {
    assertThatThrownBy(
            () ->
                TinyRun.run(
                    TinyRun.options(
                        data,
                        folder.resolve("none"),
                        new Start.LowRank(base, 4, 8, List.of("q_proj", "c_attn")),
                        1,
                        0.01,
                        1)))
        .hasMessage(
            "modules must name linear layers of the base, a llama model. Provided value: c_attn");
  }

  @Test
  void full_baseWithATemplateOfItsOwn_rendersConversationsWithIt() throws IOException {
    Path other = folder.resolve("other");
    TinyRun.run(TinyRun.options(data, other, new Start.Full(base), 1, 0.01, 1));
    String template = "{{ messages[0].content }}{{ raise_exception('no') if messages[1] }}";
    Files.writeString(other.resolve("chat_template.jinja"), template);
    Start start = new Start.Full(other);
    Path chat = folder.resolve("chat.jsonl");
    String message = "{\"role\":\"user\",\"content\":\"Is 0192\"}";
    Files.writeString(chat, "{\"messages\":[" + message + "]}");

    Path out = folder.resolve("chat");
    TrainResult result = TinyRun.run(TinyRun.options(chat, out, start, 1, 0.01, 1));

    try (TextTokenizer tokenizer = Checkpoint.open(base).openTokenizer()) {
      assertThat(result.tokens()).isEqualTo(tokenizer.encodeBare("Is 0192").ids().length);
    }
    assertThat(Checkpoint.open(out).chatTemplate()).hasValue(template);
    Files.writeString(chat, "{\"messages\":[" + message + "," + message + "]}");
    assertThatThrownBy(
            () -> TinyRun.run(TinyRun.options(chat, folder.resolve("no"), start, 1, 0.01, 1)))
        .hasMessage("chat.jsonl, line 1: no");
  }

  @Test
  void full_baseWithoutTemplate_getsTheOneItWasTrainedWith() throws IOException {
    Path bare = folder.resolve("bare");
    TinyRun.run(TinyRun.options(data, bare, new Start.Full(base), 1, 0.01, 1));
    Files.delete(bare.resolve("tokenizer_config.json"));
    Path chat =
        Files.writeString(
            folder.resolve("one.jsonl"), "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
    Path out = folder.resolve("templated");
    TinyRun.run(TinyRun.options(chat, out, new Start.Full(bare), 1, 0.01, 1));
    assertThat(Checkpoint.open(out).chatTemplate()).hasValue(ChatText.template());
  }

  private static double loss(Path checkpoint, LanguageModel.Variant variant) {
    try (LanguageModel model = LanguageModels.open(ModelSpec.of(checkpoint))) {
      return loss(model, variant);
    }
  }

  private static double loss(LanguageModel model, LanguageModel.Variant variant) {
    int[] ids = model.tokenizer().encode(TinyRun.SENTENCE).ids();
    TokenStatistics statistics = model.score(List.of(ids), variant).get(0);
    double sum = 0;
    for (int i = 1; i < ids.length; i++) {
      sum -= statistics.logprob()[i];
    }
    return sum / (ids.length - 1);
  }
}
