package dev.palimpsest.audit.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.audit.canary.CandidateTexts.CandidateText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CanaryTextsTest {

  /** The face is one code point and two chars. */
  private static final Canary CANARY =
      new Canary(new CanaryArm("canary-7", "code", 4, true), "😀 code 12-ab.", 7, 12);

  @Test
  void secret_afterSupplementaryCharacter_isCutByCodePoints() {
    assertThat(CANARY.secret()).isEqualTo("12-ab");
  }

  @Test
  void candidates_ownThenReferences_moveTheSpan() {
    ReferenceSecrets references = new ReferenceSecrets(Map.of("code", List.of("9", "55-zz-1")));

    assertThat(CandidateTexts.of(CANARY, references))
        .containsExactly(
            new CandidateText("canary-7", 0, "😀 code 12-ab.", 7, 12),
            new CandidateText("canary-7", 1, "😀 code 9.", 7, 8),
            new CandidateText("canary-7", 2, "😀 code 55-zz-1.", 7, 14));
  }

  @Test
  void candidates_familyWithoutReferences_isRefused() {
    assertThatThrownBy(
            () -> CandidateTexts.of(CANARY, new ReferenceSecrets(Map.of("phone", List.of("1")))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "every canary family needs reference secrets. Provided families: [phone], missing:"
                + " code");
  }

  @Test
  void likeThoseOf_foreignFamily_keepsTheFormat() {
    Canary mail = new Canary(new CanaryArm("m", "mail", 1, true), "to Ab3.x@oak.example", 3, 20);

    ReferenceSecrets references = ReferenceSecrets.likeThoseOf(List.of(CANARY, mail), 300, 5);

    assertThat(references.of("code"))
        .hasSize(300)
        .doesNotHaveDuplicates()
        .doesNotContain("12-ab")
        .allMatch(secret -> secret.matches("\\d\\d-[a-z][a-z]"));
    assertThat(references.of("mail"))
        .allMatch(secret -> secret.matches("[A-Z][a-z]\\d\\.[a-z]@oak\\.example"));
  }

  @Test
  void likeThoseOf_tooFewSecretsInTheFormat_isRefused() {
    Canary digit = new Canary(new CanaryArm("d", "digit", 1, true), "is 7", 3, 4);

    assertThatThrownBy(() -> ReferenceSecrets.likeThoseOf(List.of(digit), 100, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "canary family digit has too few distinct secrets for 100 references. Provided format"
                + " gave: 9");
  }

  @Test
  void files_roundTrip_keepsEverything(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("canaries.jsonl");
    CanaryFiles.write(file, List.of(CANARY));

    assertThat(Files.readString(file))
        .isEqualTo(
            "{\"id\":\"canary-7\",\"family\":\"code\",\"tier\":4,\"in\":true,"
                + "\"text\":\"😀 code 12-ab.\",\"span\":[7,12]}\n");
    assertThat(CanaryFiles.read(file)).containsExactly(CANARY);

    ReferenceSecrets references = new ReferenceSecrets(Map.of("code", List.of("9", "8")));
    Path referenceFile = folder.resolve("references.json");
    CanaryFiles.writeReferences(referenceFile, references);
    assertThat(CanaryFiles.readReferences(referenceFile)).isEqualTo(references);
  }

  @Test
  void read_unknownKey_namesTheLineAndNotTheText(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("canaries.jsonl");
    Files.writeString(
        file,
        "{\"id\":\"c\",\"family\":\"f\",\"tier\":1,\"in\":true,\"text\":\"a 12\",\"span\":[2,4]}\n"
            + "{\"id\":\"d\",\"family\":\"f\",\"tier\":1,\"inn\":true,\"text\":\"a 77\","
            + "\"span\":[2,4]}\n");

    assertThatThrownBy(() -> CanaryFiles.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            file
                + ", line 2 must be a canary with id, family, tier, in, text and span, and no"
                + " other key");
  }

  @Test
  void canary_spanOutsideText_isRefused() {
    assertThatThrownBy(() -> new Canary(new CanaryArm("c", "f", 1, true), "😀a", 1, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "canary secret must lie in its text of 2 code points in c. Provided span: [1, 3)");
  }
}
