package dev.palimpsest.near;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SignatureSpecTest {

  @Test
  void digest_anyOtherParameter_isAnother() {
    assertThat(
            Stream.of(
                SignatureSpec.DEFAULT,
                new SignatureSpec(4, 32, 8, SignatureSpec.DEFAULT.seed()),
                new SignatureSpec(5, 16, 8, SignatureSpec.DEFAULT.seed()),
                new SignatureSpec(5, 32, 4, SignatureSpec.DEFAULT.seed()),
                new SignatureSpec(5, 8, 32, SignatureSpec.DEFAULT.seed()),
                new SignatureSpec(5, 32, 8, 1)))
        .extracting(SignatureSpec::digest)
        .doesNotHaveDuplicates()
        .allMatch(digest -> digest.matches("[0-9a-f]{64}"));
  }

  @Test
  void slots_default_are256() {
    assertThat(SignatureSpec.DEFAULT.slots()).isEqualTo(256);
  }

  @Test
  void constructor_badValue_throws() {
    assertThatThrownBy(() -> new SignatureSpec(0, 32, 8, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("shingle must be at least 1. Provided value: 0");
    assertThatThrownBy(() -> new SignatureSpec(5, 0, 8, 1))
        .hasMessage("bands must be at least 1. Provided value: 0");
    assertThatThrownBy(() -> new SignatureSpec(5, 32, -1, 1))
        .hasMessage("rows must be at least 1. Provided value: -1");
    assertThatThrownBy(() -> new SignatureSpec(5, 65536, 65536, 1))
        .hasMessage("bands * rows must be at most 4096. Provided value: 4294967296");
  }
}
