package dev.palimpsest.audit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palimpsest.audit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CheckpointTest {
  private static final Path OK = Golden.path("bad/ok");

  @Test
  void open_soundFolder_matchesEveryParameter() {
    Checkpoint checkpoint = Checkpoint.open(OK);

    assertThat(checkpoint.parameters().keySet())
        .containsExactlyElementsOf(checkpoint.config().parameters().keySet());
    assertThat(readAll(checkpoint)).isEqualTo(11_600);
    try (TextTokenizer tokenizer = checkpoint.openTokenizer()) {
      assertThat(tokenizer.largestId()).isEqualTo(300);
    }
  }

  static Stream<Arguments> brokenFolders() throws IOException {
    JsonNode cases = Golden.parse(Files.readString(Golden.path("bad/cases.json")));
    return StreamSupport.stream(cases.spliterator(), false)
        .map(
            broken ->
                Arguments.of(
                    broken.get("dir").asText(),
                    broken.get("adapter").asText(),
                    StreamSupport.stream(broken.get("must_mention").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenFolders")
  void openAndRead_brokenFolder_isRefusedWithItsCause(
      String folder, String adapter, List<String> mentions) {
    CheckpointException refusal =
        catchThrowableOfType(
            CheckpointException.class,
            () -> {
              Checkpoint checkpoint = Checkpoint.open(Golden.path("bad/" + folder));
              checkpoint.openTokenizer().close();
              readAll(checkpoint);
              Adapter.open(Golden.path("bad/" + adapter), checkpoint);
            });

    assertThat(refusal).as(folder).isNotNull();
    String message = String.valueOf(refusal.getMessage()).toLowerCase(Locale.ROOT);
    assertThat(message).doesNotContain("\n");
    assertThat(mentions).allSatisfy(m -> assertThat(message).contains(m.toLowerCase(Locale.ROOT)));
  }

  @ParameterizedTest
  @EnumSource(Golden.Model.class)
  void open_goldenModel_isRead(Golden.Model model) {
    assertThat(Checkpoint.open(model.checkpoint()).parameters()).isNotEmpty();
  }

  @Test
  void open_missingFiles_namesThem(@TempDir Path folder) throws IOException {
    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> Checkpoint.open(folder.resolve("absent")))
        .withMessage("a checkpoint is a folder. Provided value: " + folder.resolve("absent"));
    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> Checkpoint.open(folder))
        .withMessage("no config.json in " + folder);
    Files.copy(OK.resolve("config.json"), folder.resolve("config.json"));
    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> Checkpoint.open(folder))
        .withMessage("no tokenizer.json in " + folder);
  }

  @Test
  void open_tensorOfNoLayer_isRefused(@TempDir Path folder) throws IOException {
    for (String file : List.of("model.safetensors", "tokenizer.json")) {
      Files.copy(OK.resolve(file), folder.resolve(file));
    }
    Files.writeString(
        folder.resolve("config.json"),
        Files.readString(OK.resolve("config.json"))
            .replace("\"tie_word_embeddings\": false", "\"tie_word_embeddings\": true"));

    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> Checkpoint.open(folder))
        .withMessage(
            "model.safetensors: tensor lm_head.weight differs from the embedding, but config.json"
                + " says tie_word_embeddings");
  }

  @Test
  void digests_soundFolder_areThoseOfTheFiles() {
    assertThat(Checkpoint.open(OK).digests())
        .isEqualTo(
            new Digests(
                "796eada7f483d536de5804716401a538937e6bb384a99270e8b9a53f0a504e2e",
                "537702e917bdeb3ee9977811ab305aa264c5cc3066f4174651b84e7d7fe83c3d",
                "b01f8d4d9f65ab5de2337b6739d7479da350d9fe24874352ef15249948235ae5",
                Optional.empty()));
  }

  @Test
  void digests_shards_dependOnEveryFile() {
    Checkpoint sharded = Checkpoint.open(Golden.Model.LLAMA3.checkpoint());

    assertThat(sharded.digests().weights())
        .isEqualTo("54b65c2100e703e239fe255ae2cf742cc0efec5a6bdc3315d94758ede2d21585");
    assertThat(sharded.digests().template())
        .contains("18cafc7d1378c0b4e25d28d80e9a7e1f781207a686256bb8440bfccd4d6e86f8");
  }

  @Test
  void chatTemplate_ownFileOrTokenizerConfig_isFound() {
    assertThat(Checkpoint.open(Golden.Model.QWEN2.checkpoint()).chatTemplate())
        .get()
        .asString()
        .contains("<|im_start|>");
    assertThat(Checkpoint.open(Golden.Model.LLAMA.checkpoint()).chatTemplate())
        .get()
        .asString()
        .contains("[INST]");
    assertThat(Checkpoint.open(Golden.Model.GPT2.checkpoint()).chatTemplate()).isEmpty();
  }

  /** Number of elements of all parameters, all of them read. */
  private static long readAll(Checkpoint checkpoint) {
    long[] count = {0};
    checkpoint
        .parameters()
        .values()
        .forEach(
            entry ->
                TensorReader.read(
                    entry, (piece, first) -> count[0] += piece.remaining() / entry.type().bytes()));
    return count[0];
  }
}
