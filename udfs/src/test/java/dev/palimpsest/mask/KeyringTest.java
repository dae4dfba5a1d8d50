package dev.palimpsest.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyringTest {

  private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

  private static Keyring keyring(int version) {
    return Keyring.open(new KeyReference(version, "env:KEY"), Map.of("KEY", KEY));
  }

  /** HMAC-SHA256 computed apart, with Python's hmac over the length-prefixed parts. */
  @Test
  void token_knownKey_isTheKnownToken() {
    assertThat(keyring(3).token("acme", "EMAIL", "jo@x.org"))
        .isEqualTo("EMAIL_k3_YBJLPIGWIGGDDKFC");
  }

  @Test
  void token_otherTypeTenantKeyOrValue_isAnotherToken() {
    Keyring keyring = keyring(1);
    String token = keyring.token("a", "EMAIL", "v").substring("EMAIL_k1_".length());

    assertThat(keyring.token("a", "EMAIL", "v")).endsWith(token);
    assertThat(keyring.token("b", "EMAIL", "v")).doesNotEndWith(token);
    assertThat(keyring.token("a", "PHONE", "v")).doesNotEndWith(token);
    assertThat(keyring.token("aE", "MAIL", "v")).doesNotEndWith(token);
    assertThat(keyring.token("a", "EMAIL", "w")).doesNotEndWith(token);
    byte[] other = new byte[32];
    other[31] = 1;
    Keyring rotated =
        Keyring.open(
            new KeyReference(2, "env:KEY"),
            Map.of("KEY", Base64.getEncoder().encodeToString(other)));
    assertThat(rotated.token("a", "EMAIL", "v")).startsWith("EMAIL_k2_").doesNotEndWith(token);
  }

  @Test
  void open_file_readsTheKey(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("key"), KEY + "\n");

    Keyring keyring = Keyring.open(new KeyReference(1, "file:" + file));

    assertThat(keyring.token("", "EMAIL", "v")).isEqualTo(keyring(1).token("", "EMAIL", "v"));
    assertThat(keyring).hasToString("Keyring[version 1]");
  }

  @Test
  void open_shortKey_isRefused() {
    String key = Base64.getEncoder().encodeToString(new byte[31]);

    assertThatThrownBy(() -> Keyring.open(new KeyReference(1, "env:KEY"), Map.of("KEY", key)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the key at env:KEY must be at least 32 bytes. Provided bytes: 31");
  }

  @Test
  void open_notBase64_isRefusedWithoutShowingIt() {
    assertThatThrownBy(
            () -> Keyring.open(new KeyReference(1, "env:KEY"), Map.of("KEY", "hunter2!")))
        .hasMessage(
            "the key at env:KEY is not Base64; write it with: head -c 32 /dev/urandom | base64")
        .hasNoCause();
  }

  @Test
  void open_missingKey_isRefused(@TempDir Path folder) {
    assertThatThrownBy(() -> Keyring.open(new KeyReference(1, "env:KEY"), Map.of()))
        .hasMessage("the key at env:KEY is not there: the environment variable is not set");
    assertThatThrownBy(() -> Keyring.open(new KeyReference(1, "file:" + folder + "/none")))
        .hasMessage("the key at file:" + folder + "/none cannot be read: NoSuchFileException");
  }

  @Test
  void newReference_theKeyItself_isRefusedWithoutShowingIt() {
    assertThatThrownBy(() -> new KeyReference(1, KEY))
        .hasMessage(
            "a key reference must be env:NAME or file:PATH; what was provided is neither and is"
                + " not shown");
    assertThatThrownBy(() -> new KeyReference(0, "env:KEY"))
        .hasMessage("a key version must be at least 1. Provided: 0");
  }
}
