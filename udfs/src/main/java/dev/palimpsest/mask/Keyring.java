package dev.palimpsest.mask;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The key that pseudonyms are made with. Not serialisable on purpose: a job ships the {@link
 * KeyReference} and opens the key where it is used.
 */
public final class Keyring {

  /** Fewest bytes of a key: as many as HMAC-SHA256 gives security (RFC 2104, section 3). */
  public static final int KEY_BYTES = 32;

  private static final String HMAC = "HmacSHA256";
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  /** 80 bits: by the birthday bound a billion values collide with probability below 1e-6. */
  private static final int TOKEN_CHARACTERS = 16;

  private final int version;
  private final SecretKeySpec key;

  private Keyring(int version, byte[] key) {
    this.version = version;
    this.key = new SecretKeySpec(key, HMAC);
  }

  /**
   * Opens the key that {@code reference} points to.
   *
   * @throws IllegalArgumentException if there is none, it is not Base64, or it is too short; the
   *     message names the reference and never shows the key
   */
  public static Keyring open(KeyReference reference) {
    return open(reference, System.getenv());
  }

  static Keyring open(KeyReference reference, Map<String, String> environment) {
    String location = reference.location();
    String text = read(location, environment);
    byte[] key;
    try {
      key = Base64.getDecoder().decode(text.strip());
    } catch (IllegalArgumentException e) {
      // Its message quotes a character of the key, so it is not passed on.
      throw refused(location, "is not Base64; write it with: head -c 32 /dev/urandom | base64");
    }
    if (key.length < KEY_BYTES) {
      throw refused(
          location, "must be at least " + KEY_BYTES + " bytes. Provided bytes: " + key.length);
    }
    return new Keyring(reference.version(), key);
  }

  private static String read(String location, Map<String, String> environment) {
    String name = location.substring(location.indexOf(':') + 1);
    if (location.startsWith("env:")) {
      String value = environment.get(name);
      if (value == null) {
        throw refused(location, "is not there: the environment variable is not set");
      }
      return value;
    }
    try {
      return Files.readString(Path.of(name), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw refused(location, "cannot be read: " + e.getClass().getSimpleName());
    }
  }

  private static IllegalArgumentException refused(String location, String reason) {
    return new IllegalArgumentException("the key at " + location + " " + reason);
  }

  /** Version of the key, as it stands in tokens. */
  public int version() {
    return version;
  }

  /**
   * HMAC-SHA256 (RFC 2104) over the parts, each behind its length, so that no two lists of parts
   * give the same input.
   *
   * @param purpose keeps uses of the key apart
   * @return 32 bytes
   */
  public byte[] mac(String purpose, String... parts) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      update(mac, purpose);
      for (String part : parts) {
        update(mac, part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + HMAC, e);
    }
  }

  private static void update(Mac mac, String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    for (int shift = 24; shift >= 0; shift -= 8) {
      mac.update((byte) (bytes.length >> shift));
    }
    mac.update(bytes);
  }

  /**
   * A pseudonym: {@code TYPE_kVERSION_} and 80 bits of {@link #mac} in base 32 (RFC 4648). The same
   * value has different tokens under another type, tenant or key, so tokens link nothing that they
   * are not meant to.
   */
  public String token(String tenant, String type, String value) {
    byte[] mac = mac("token", tenant, type, value);
    StringBuilder token = new StringBuilder(type).append("_k").append(version).append('_');
    for (int i = 0; i < TOKEN_CHARACTERS; i++) {
      int bit = 5 * i;
      int two = (mac[bit / 8] & 0xff) << 8 | (mac[bit / 8 + 1] & 0xff);
      token.append(BASE32.charAt((two >> (11 - bit % 8)) & 31));
    }
    return token.toString();
  }

  /** Says the version and nothing of the key. */
  @Override
  public String toString() {
    return "Keyring[version " + version + "]";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
