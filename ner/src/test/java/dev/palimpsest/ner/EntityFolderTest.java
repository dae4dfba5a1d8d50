package dev.palimpsest.ner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.pii.EntityModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntityFolderTest {

  @TempDir Path folder;

  @BeforeEach
  void copy() throws IOException {
    for (String file : new String[] {"model.onnx", "tokenizer.json", "config.json"}) {
      Files.copy(TinyModels.tiny().resolve(file), folder.resolve(file));
    }
  }

  @Test
  void open_missingFile_isNamed() throws IOException {
    Files.delete(folder.resolve("tokenizer.json"));

    assertRefused(folder + " holds no tokenizer.json. An entity model is a folder with");
  }

  @Test
  void open_configThatIsNoJson_isNamed() throws IOException {
    Files.writeString(folder.resolve("config.json"), "{");

    assertRefused("config.json is no JSON. Export the model again.");
  }

  @Test
  void open_configWithoutLabelsOrLength_isNamed() throws IOException {
    Files.writeString(folder.resolve("config.json"), "{\"max_position_embeddings\": 16}");
    assertRefused("config.json: id2label is missing, which names the labels.");

    Files.writeString(
        folder.resolve("config.json"), "{\"id2label\": {\"0\": \"O\", \"1\": \"PER\"}}");
    assertRefused("config.json: max_position_embeddings is missing");
  }

  @Test
  void open_unknownLabels_areAllNamed() throws IOException {
    labels(
        "\"0\": \"O\", \"1\": \"B-PER\", \"2\": \"B-SPELL\", \"3\": \"I-SPELL\", \"4\": \"WAND\"");

    assertRefused("id2label has labels that mean nothing here: SPELL, WAND. Say what they mean");
    assertThat(EntityFolder.open(folder, Map.of("spell", "none", "WAND", "ORGANIZATION")).labels())
        .extracting(label -> label.type().map(Enum::name).orElse("none"))
        .containsExactly("none", "PERSON", "none", "none", "ORGANIZATION");
  }

  @Test
  void open_noFolder_isNamed() {
    Path file = folder.resolve("config.json");
    Path missing = folder.resolve("missing");

    assertThatThrownBy(() -> EntityFolder.open(file, Map.of()))
        .isInstanceOf(EntityModelException.class)
        .hasMessageStartingWith(file + " is no folder. An entity model is a folder with");
    assertThatThrownBy(() -> EntityFolder.open(missing, Map.of()))
        .isInstanceOf(EntityModelException.class)
        .hasMessageStartingWith(missing + " does not exist. An entity model is a folder with");
  }

  @Test
  void open_meaningOfALabelThatTheModelDoesNotHave_isRefused() throws IOException {
    labels("\"0\": \"O\", \"1\": \"B-PER\", \"2\": \"I-PER\"");

    assertThatThrownBy(() -> EntityFolder.open(folder, Map.of("PRE", "PERSON")))
        .isInstanceOf(EntityModelException.class)
        .hasMessage(
            folder.resolve("config.json")
                + ": id2label has no label PRE, whose meaning is given (scrub.ner.labels,"
                + " --ner-label); it has O, PER.");
  }

  @Test
  void open_meaningThatIsNoType_isRefused() {
    assertThatThrownBy(() -> EntityFolder.open(folder, Map.of("MISC", "WIZARD")))
        .isInstanceOf(EntityModelException.class)
        .hasMessage(
            "label MISC must mean none, PERSON, ADDRESS, LOCATION, ORGANIZATION. Provided value:"
                + " WIZARD");
  }

  @Test
  void open_labelsThatAllMeanNothing_areRefused() throws IOException {
    labels("\"0\": \"O\", \"1\": \"MISC\"");

    assertRefused("none of the labels in id2label means an entity");
  }

  @Test
  void windowLength_robertaFamily_leavesThePaddedPositionsOut() throws IOException {
    String config = "{\"id2label\": {\"0\": \"PER\"}, \"max_position_embeddings\": 130, %s}";
    Path file = folder.resolve("config.json");

    Files.writeString(
        file, config.formatted("\"model_type\": \"xlm-roberta\", \"pad_token_id\": 1"));
    assertThat(EntityFolder.open(folder, Map.of()).windowLength()).isEqualTo(128);
    Files.writeString(file, config.formatted("\"model_type\": \"bert\""));
    assertThat(EntityFolder.open(folder, Map.of()).windowLength()).isEqualTo(130);
  }

  @Test
  void spec_digest_changesWithFilesAndLabels() throws IOException {
    String digest = EntityFolder.open(folder, Map.of()).spec().sha256();

    assertThat(EntityFolder.open(TinyModels.tiny(), Map.of()).spec().sha256()).isEqualTo(digest);
    assertThat(EntityFolder.open(folder, Map.of("MISC", "PERSON")).spec().sha256())
        .isNotEqualTo(digest);
    Files.writeString(folder.resolve("config.json"), "\n", StandardOpenOption.APPEND);
    assertThat(EntityFolder.open(folder, Map.of()).spec().sha256()).isNotEqualTo(digest);
  }

  @Test
  void model_sameSpec_isLoadedOnce() {
    try (EntityModels pool = new EntityModels()) {
      EntityModelSpec spec = EntityFolder.open(folder, Map.of()).spec();
      EntityModel first = pool.model(spec);

      assertThat(pool.model(EntityFolder.open(folder, Map.of()).spec())).isSameAs(first);
    }
  }

  @Test
  void model_otherFilesThanWhereTheJobStarted_isRefused() throws IOException {
    EntityModelSpec spec = EntityFolder.open(folder, Map.of()).spec();
    Files.writeString(folder.resolve("config.json"), "\n", StandardOpenOption.APPEND);

    try (EntityModels pool = new EntityModels()) {
      assertThatThrownBy(() -> pool.model(spec))
          .isInstanceOf(EntityModelException.class)
          .hasMessageContaining("Put the same files on all machines.");
    }
  }

  @Test
  void model_brokenGraphOrTokenizer_isNamed() throws IOException {
    Files.writeString(folder.resolve("model.onnx"), "no graph");
    assertNotLoaded("model.onnx is no model that ONNX Runtime can load (");

    Files.writeString(folder.resolve("tokenizer.json"), "{}");
    assertNotLoaded("tokenizer.json is no tokenizer that can be used (");
  }

  @Test
  void model_otherNumberOfLabels_isRefused() throws IOException {
    labels("\"0\": \"O\", \"1\": \"PER\"");

    assertNotLoaded("it knows 9 labels and config.json names 2.");
  }

  private void labels(String labels) throws IOException {
    Files.writeString(
        folder.resolve("config.json"),
        "{\"max_position_embeddings\": 16, \"id2label\": {" + labels + "}}");
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> EntityFolder.open(folder, Map.of()))
        .isInstanceOf(EntityModelException.class)
        .hasMessageContaining(message);
  }

  private void assertNotLoaded(String message) {
    try (EntityModels pool = new EntityModels()) {
      EntityModelSpec spec = EntityFolder.open(folder, Map.of()).spec();
      assertThatThrownBy(() -> pool.model(spec))
          .isInstanceOf(EntityModelException.class)
          .hasMessageContaining(message)
          .extracting(Throwable::getMessage)
          .matches(text -> text.lines().count() == 1, "is one line");
    }
  }
}
