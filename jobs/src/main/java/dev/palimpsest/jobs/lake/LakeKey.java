package dev.palimpsest.jobs.lake;

import dev.palimpsest.jobs.UserException;
import dev.palimpsest.mask.KeyReference;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret under which subjects and turns are digested, by {@link KeyReference#location
 * reference}, holding at least 32 hexadecimal digits. Only the reference travels to executors,
 * which resolve it themselves; the secret is never in a configuration, a plan or a log.
 *
 * @param reference where the secret is
 */
public record LakeKey(String reference) implements Serializable {

  private static final int LEAST_BYTES = 16;

  /** The key of a person's own lakes on this machine; it is made when it is first needed. */
  public static LakeKey ofUser() {
    Path path = Path.of(System.getProperty("user.home"), ".palimpsest", "lake.key");
    try {
      if (!Files.exists(path)) {
        Files.createDirectories(path.getParent());
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        Path fresh =
            Files.createTempFile(
                path.getParent(),
                "lake",
                ".key",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, HexFormat.of().formatHex(secret) + "\n");
        Files.move(fresh, path);
      }
    } catch (IOException e) {
      throw new UserException(
          "The key %s cannot be made: %s. Set keys.lake in the configuration to env:NAME or file:PATH."
              .formatted(path, e.getClass().getSimpleName()),
          e);
    }
    return new LakeKey("file:" + path);
  }

  /**
   * The secret.
   *
   * @throws UserException if the reference leads nowhere or the secret is short or no hexadecimal
   */
  public byte[] secret() {
    String text;
    try {
      text = new KeyReference(1, reference).read("the key of keys.lake", System.getenv());
    } catch (IllegalArgumentException e) {
      throw new UserException(
          "%s. Make it readable where the job runs, on every executor too."
              .formatted(e.getMessage()),
          e);
    }
    byte[] secret;
    try {
      secret = HexFormat.of().parseHex(text.strip());
    } catch (IllegalArgumentException e) {
      throw new UserException("The key at %s must be hexadecimal digits.".formatted(reference));
    }
    if (secret.length < LEAST_BYTES) {
      throw new UserException(
          "The key at %s must have at least %d bytes. Provided length: %d"
              .formatted(reference, LEAST_BYTES, secret.length));
    }
    return secret;
  }

  /** A key for one purpose, derived so that digests of different purposes cannot be joined. */
  public byte[] derived(String purpose) {
    return hmac(secret(), "palimpsest/" + purpose);
  }

  /** Tells whether two runs used the same key, and nothing else about it. */
  public String fingerprint() {
    return HexFormat.of().formatHex(derived("fingerprint/v1"), 0, 8);
  }

  /** HMAC-SHA256 of the text's UTF-8 bytes. */
  public static byte[] hmac(byte[] key, String text) {
    return mac(key).doFinal(text.getBytes(StandardCharsets.UTF_8));
  }

  /** HMAC-SHA256, for texts that come in pieces. */
  public static Mac mac(byte[] key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
