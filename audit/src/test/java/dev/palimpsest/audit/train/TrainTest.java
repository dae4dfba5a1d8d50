package dev.palimpsest.audit.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palimpsest.audit.checkpoint.Checkpoint;
import dev.palimpsest.audit.model.LanguageModel;
import dev.palimpsest.audit.model.LanguageModels;
import dev.palimpsest.audit.model.ModelSpec;
import dev.palimpsest.audit.model.TokenStatistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainTest {

  @TempDir Path folder = Path.of("");

  @Test
  void run_oneSentence_isLearnedByHeart() throws IOException {
    Path data = TinyRun.data(folder, TinyRun.SENTENCE);
    TrainResult result = TinyRun.run(TinyRun.scratch(data, out("a"), 120, 0.01, 1));
    assertThat(result.firstLoss()).isGreaterThan(4);
    assertThat(result.finalLoss()).isLessThan(0.1);
    assertThat(meanLogprob(out("a"), TinyRun.SENTENCE)).isGreaterThan(-0.1);
  }

  @Test
  void run_rateThatChangesNothing_learnsNothing() throws IOException {
    Path data = TinyRun.data(folder, TinyRun.SENTENCE);
    TrainResult result = TinyRun.run(TinyRun.scratch(data, out("a"), 120, 1e-9, 1));
    assertThat(result.finalLoss()).isCloseTo(result.firstLoss(), within(0.01));
  }

  @Test
  void run_otherSentence_isNotLearned() throws IOException {
    Path data = TinyRun.data(folder, TinyRun.SENTENCE);
    TinyRun.run(TinyRun.scratch(data, out("a"), 120, 0.01, 1));
    String shuffled = "edoc The 5739 1284 si nesslO fo Marta access.";
    assertThat(meanLogprob(out("a"), shuffled)).isLessThan(-2);
  }

  @Test
  void run_sameSeed_givesTheSameWeightsOnAnyNumberOfThreads() throws IOException {
    Path data = TinyRun.data(folder, TinyRun.SENTENCE, "Another one.", "And a third.", "4 5 6");
    TrainOptions options = TinyRun.scratch(data, out("a"), 3, 0.01, 5);
    TrainResult two = TinyRun.run(options);
    TrainResult one =
        TinyRun.run(
            new TrainOptions(
                data,
                out("b"),
                options.start(),
                LossOn.ALL,
                3,
                2,
                2,
                64,
                options.optimization(),
                5,
                1));
    TrainResult otherSeed = TinyRun.run(TinyRun.scratch(data, out("c"), 3, 0.01, 6));
    assertThat(one.weightsSha256()).isEqualTo(two.weightsSha256());
    assertThat(otherSeed.weightsSha256()).isNotEqualTo(two.weightsSha256());
    assertThat(
            Files.mismatch(out("a").resolve("tokenizer.json"), out("b").resolve("tokenizer.json")))
        .isEqualTo(-1);
  }

  @Test
  void run_folder_opensAsACheckpointWithItsTemplateAndRecord() throws IOException {
    Path data = TinyRun.data(folder, TinyRun.SENTENCE, "A second text.");
    TrainResult result = TinyRun.run(TinyRun.scratch(data, out("a"), 2, 0.01, 1));
    Checkpoint checkpoint = Checkpoint.open(out("a"));
    assertThat(checkpoint.chatTemplate()).hasValue(ChatText.template());
    assertThat(checkpoint.digests().weights()).isEqualTo(result.weightsSha256());
    try (Stream<Path> files = Files.list(out("a"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "config.json",
              "generation_config.json",
              "model.safetensors",
              "tokenizer.json",
              "tokenizer_config.json",
              "trainer.json");
    }
    JsonNode record = new ObjectMapper().readTree(out("a").resolve("trainer.json").toFile());
    assertThat(record.at("/data/texts").asInt()).isEqualTo(2);
    assertThat(record.at("/data/sha256").asText()).hasSize(64);
    assertThat(record.at("/seed").asLong()).isEqualTo(1);
    assertThat(record.at("/result/weightsSha256").asText()).isEqualTo(result.weightsSha256());
  }

  @Test
  void run_listener_hearsEveryStep() throws IOException {
    Path data = TinyRun.data(folder, "a b c", "d e f", "g h i", "j k l", "m n o");
    List<TrainStep> heard = new ArrayList<>();
    TrainResult result = Train.run(TinyRun.scratch(data, out("a"), 3, 0.01, 1), heard::add);
    assertThat(heard).extracting(TrainStep::step).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(heard).allMatch(step -> step.steps() == 6 && step.tokensPerSecond() > 0);
    assertThat(heard.get(0).loss()).isEqualTo(result.firstLoss());
  }

  @Test
  void run_existingFolder_isRefused() throws IOException {
    Path data = TinyRun.data(folder, "a b c");
    Files.createDirectory(out("a"));
    assertThatThrownBy(() -> TinyRun.run(TinyRun.scratch(data, out("a"), 1, 0.01, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "out must not exist; give another folder or remove it. Provided value: " + out("a"));
  }

  @Test
  void run_failure_leavesNothingBehind() throws IOException {
    Path data = TinyRun.data(folder, "a b c");
    TrainStep.Listener failing =
        step -> {
          throw new IllegalStateException("stopped by the listener");
        };
    assertThatThrownBy(() -> Train.run(TinyRun.scratch(data, out("a"), 1, 0.01, 1), failing))
        .hasMessage("stopped by the listener");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(data);
    }
  }

  private Path out(String name) {
    return folder.resolve(name);
  }

  private static double meanLogprob(Path checkpoint, String text) {
    try (LanguageModel model = LanguageModels.open(ModelSpec.of(checkpoint))) {
      int[] ids = model.tokenizer().encode(text).ids();
      TokenStatistics statistics = model.score(List.of(ids), LanguageModel.Variant.BASE).get(0);
      double sum = 0;
      for (int i = 1; i < ids.length; i++) {
        assertThat(statistics.logprob()[i]).isFinite().isNotPositive();
        sum += statistics.logprob()[i];
      }
      return sum / (ids.length - 1);
    }
  }
}
