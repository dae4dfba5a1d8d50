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

  private static Origin of(String tenant) {
    return new Origin(tenant, "", "", "");
  }

  /** HMAC-SHA256 computed apart, with Python's hmac over the length-prefixed parts. */
  @Test
  void token_knownKey_isTheKnownToken() {
    assertThat(keyring(3).token(Scope.TENANT, of("acme"), "EMAIL", "jo@x.org"))
        .isEqualTo("EMAIL_k3_YBJLPIGWIGGDDKFC");
  }

  @Test
  void token_otherTypeTenantKeyOrValue_isAnotherToken() {
    Keyring keyring = keyring(1);
    String token =
        keyring.token(Scope.TENANT, of("a"), "EMAIL", "v").substring("EMAIL_k1_".length());

    assertThat(keyring.token(Scope.TENANT, of("a"), "EMAIL", "v")).endsWith(token);
    assertThat(keyring.token(Scope.TENANT, of("b"), "EMAIL", "v")).doesNotEndWith(token);
    assertThat(keyring.token(Scope.TENANT, of("a"), "PHONE", "v")).doesNotEndWith(token);
    assertThat(keyring.token(Scope.TENANT, of("aE"), "MAIL", "v")).doesNotEndWith(token);
    assertThat(keyring.token(Scope.TENANT, of("a"), "EMAIL", "w")).doesNotEndWith(token);
    byte[] other = new byte[32];
    other[31] = 1;
    Keyring rotated =
        Keyring.open(
            new KeyReference(2, "env:KEY"),
            Map.of("KEY", Base64.getEncoder().encodeToString(other)));
    assertThat(rotated.token(Scope.TENANT, of("a"), "EMAIL", "v"))
        .startsWith("EMAIL_k2_")
        .doesNotEndWith(token);
  }

  @Test
  void open_file_readsTheKey(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("key"), KEY + "\n");

    Keyring keyring = Keyring.open(new KeyReference(1, "file:" + file));

    assertThat(keyring.token(Scope.TENANT, of(""), "EMAIL", "v"))
        .isEqualTo(keyring(1).token(Scope.TENANT, of(""), "EMAIL", "v"));
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
        .hasMessage("the key at env:KEY cannot be read: the environment variable is not set");
    assertThatThrownBy(() -> Keyring.open(new KeyReference(1, "file:" + folder + "/none")))
        .hasMessage("the key at file:" + folder + "/none cannot be read: NoSuchFileException");
  }

  @Test
  void open_keyOfAKeySource_isThatOfAFile() {
    Keyring ring = Keyring.open(new KeyReference(1, "vault:tokens"), Map.of());
    Keyring same = Keyring.open(new KeyReference(1, "env:K"), Map.of("K", VaultKeySource.KEY));

    assertThat(ring.mac("purpose", "value")).isEqualTo(same.mac("purpose", "value"));
    assertThatThrownBy(() -> Keyring.open(new KeyReference(1, "vault:other"), Map.of()))
        .hasMessage("the key at vault:other cannot be read: the vault has no such key");
  }

  @Test
  void newReference_theKeyItself_isRefusedWithoutShowingIt() {
    assertThatThrownBy(() -> new KeyReference(1, KEY))
        .hasMessage(
            "a key reference must be one of env:NAME, file:PATH, vault:NAME; what was provided is"
                + " none and is not shown");
    assertThatThrownBy(() -> new KeyReference(1, "safe:tokens"))
        .hasMessageEndingWith("what was provided is none and is not shown");
    assertThatThrownBy(() -> new KeyReference(0, "env:KEY"))
        .hasMessage("a key version must be at least 1. Provided: 0");
  }

  private static String key(int lastByte) {
    byte[] key = new byte[32];
    key[31] = (byte) lastByte;
    return Base64.getEncoder().encodeToString(key);
  }

  @Test
  void open_severalKeys_newTokensHaveTheNewestAndOldOnesAreKnown() {
    String text = "1:" + key(0) + "\n2:" + key(7) + "\n";
    Keyring ring = Keyring.open(new KeyReference(2, "env:KEY"), Map.of("KEY", text));
    Keyring old = keyring(1);
    String before = old.token(Scope.TENANT, of("a"), "EMAIL", "v");
    String after = ring.token(Scope.TENANT, of("a"), "EMAIL", "v");

    assertThat(ring.version()).isEqualTo(2);
    assertThat(ring.versions()).containsExactly(1, 2);
    assertThat(Keyring.versionOf(before)).hasValue(1);
    assertThat(Keyring.versionOf(after)).hasValue(2);
    assertThat(Keyring.versionOf("<EMAIL_1>")).isEmpty();
    assertThat(ring.tokens(Scope.TENANT, of("a"), "EMAIL", "v")).containsExactly(after, before);
    assertThat(ring.at(1).token(Scope.TENANT, of("a"), "EMAIL", "v")).isEqualTo(before);
    assertThat(after.substring(9)).isNotEqualTo(before.substring(9));
    assertThatThrownBy(() -> ring.at(3))
        .hasMessage("the keyring has no key of version 3. Versions there: [1, 2]");
  }

  @Test
  void open_badEntryAmongSeveral_isRefusedWithItsPlace() {
    assertRefused(
        "1:" + key(0) + " 2:c2hvcnQ=",
        "the key at env:KEY, entry 2, must be at least 32 bytes. Provided bytes: 5");
    assertRefused(
        "1:" + key(0) + " 1:" + key(1),
        "the key at env:KEY, entry 2, has version 1, as one before it; give it the next");
    assertRefused(
        "1:" + key(0) + " hunter2",
        "the key at env:KEY, entry 2, is not VERSION:BASE64 with a version from 1 on; it is not"
            + " shown");
    assertRefused(
        "1:" + key(0) + " 3:" + key(1),
        "the key at env:KEY has 3 as its newest version, which new tokens carry; set the version to"
            + " it. Provided version: 2");
  }

  private static void assertRefused(String text, String message) {
    assertThatThrownBy(() -> Keyring.open(new KeyReference(2, "env:KEY"), Map.of("KEY", text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
