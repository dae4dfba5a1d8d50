package dev.palimpsest.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.jobs.UserException;
import dev.palimpsest.jobs.testing.TinyEntityModel;
import dev.palimpsest.ner.EntityModels;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DetectCommandTest {

  private static final String LINE =
      "{\"id\":1,\"text\":\"😀 yesterday Zorblat Quuxly met jo@web.de at the boiler\"}\n";

  private static final String TINY = TinyEntityModel.folder().toString();

  @Test
  void work_withAModel_findsWhatNoRuleKnows() throws IOException {
    assertThat(detect("--ner", TINY))
        .matches(
            "\\{\"id\":1,\"findings\":\\["
                + "\\{\"type\":\"PERSON\",\"start\":12,\"end\":26,\"tier\":\"D\",\"score\":0\\.99\\d\\d\\},"
                + "\\{\"type\":\"EMAIL\",\"start\":31,\"end\":40,\"tier\":\"A\",\"score\":0\\.\\d{4}\\}\\]\\}\n");
  }

  @Test
  void work_policyWithARule_findsWhatTheRuleDescribes(@TempDir Path folder) throws IOException {
    Path policy = folder.resolve("policy.yaml");
    Files.writeString(
        policy,
        """
        name: own
        otherwise:
          tiers: {A: mask, B: mask, C: report}
          operator: {kind: remove}
        types: {}
        rules:
          - id: boiler
            type: BOILER
            search: {kind: expression, pattern: '\\bboiler\\b'}
            strength: STRONG
            source: the house
            match: ['the ⟦boiler⟧ leaks']
            reject: ['boilers leak']
        """);

    assertThat(detect("--policy", policy.toString()))
        .contains("{\"type\":\"BOILER\",\"start\":48,\"end\":54,\"tier\":\"A\"");
    assertThat(detect()).doesNotContain("BOILER");
    assertThat(Palimpsest.run("detect", "--policy", folder.resolve("none.yaml").toString()))
        .isEqualTo(ExitCodes.USER);
  }

  @Test
  void work_withoutAModel_findsWhatRulesKnow() throws IOException {
    assertThat(detect()).contains("EMAIL").doesNotContain("PERSON");
  }

  @Test
  void work_labelThatTheUserMapsToNothing_isLeftOut() throws IOException {
    assertThat(detect("--ner", TINY, "--ner-label", "PER=none", "--ner-threshold", "0.9"))
        .isEqualTo(detect());
  }

  @Test
  void call_absentModel_isTheUsersError(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("texts.jsonl"), LINE);

    assertThat(Palimpsest.run("detect", "--ner", folder.toString(), file.toString()))
        .isEqualTo(ExitCodes.USER);
    assertThatThrownBy(() -> detect("--ner", folder.toString()))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith(folder + " holds no model.onnx. An entity model is a folder with");
  }

  @Test
  void call_brokenModel_isTheUsersError(@TempDir Path folder) throws IOException {
    for (String name : new String[] {"tokenizer.json", "config.json"}) {
      Files.copy(TinyEntityModel.folder().resolve(name), folder.resolve(name));
    }
    Files.writeString(folder.resolve("model.onnx"), "no graph");

    assertThatThrownBy(() -> detect("--ner", folder.toString()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("model.onnx is no model that ONNX Runtime can load (");
  }

  @Test
  void call_thresholdThatIsNone_isRefused() {
    assertThatThrownBy(() -> detect("--ner", TINY, "--ner-threshold", "1.5"))
        .isInstanceOf(UserException.class)
        .hasMessage("--ner-threshold: threshold must be in (0, 1]. Provided value: 1.5");
    assertThatThrownBy(() -> detect("--ner-threshold", "0.5"))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "--ner-threshold and --ner-label need a model: give --ner DIR too. Provided value:"
                + " 0.5");
  }

  @Test
  void work_maskWithAModel_masksWhatNoRuleKnows() throws IOException {
    MaskCommand command = new MaskCommand();
    new CommandLine(command).parseArgs("--ner", TINY);
    command.policy =
        Path.of(System.getProperty("palimpsest.home", ".."), "conf/policy/default.yaml");

    try (EntityModels models = new EntityModels()) {
      assertThat(run(command.work(models)))
          .isEqualTo(
              "{\"id\":1,\"text\":\"😀 yesterday <PERSON_1> met <EMAIL_1> at the boiler\"}\n");
    }
  }

  private static String detect(String... arguments) throws IOException {
    DetectCommand command = new DetectCommand();
    new CommandLine(command).parseArgs(arguments);
    try (EntityModels models = new EntityModels()) {
      return run(command.work(models));
    }
  }

  private static String run(TextInput.Work work) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    work.run(new ByteArrayInputStream(LINE.getBytes(StandardCharsets.UTF_8)), out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
