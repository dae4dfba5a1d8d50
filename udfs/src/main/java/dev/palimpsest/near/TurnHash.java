package dev.palimpsest.near;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A 128-bit hash of bytes. */
sealed interface TurnHash {

  int BYTES = 16;

  byte[] hash(byte[] first, byte[] second);

  /** HMAC-SHA256 (RFC 2104), its first 128 bits. */
  final class Keyed implements TurnHash {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    Keyed(byte[] key) {
      this.key = new SecretKeySpec(key, ALGORITHM);
    }

    @Override
    public byte[] hash(byte[] first, byte[] second) {
      try {
        Mac mac = Mac.getInstance(ALGORITHM);
        mac.init(key);
        mac.update(first);
        return Arrays.copyOf(mac.doFinal(second), BYTES);
      } catch (NoSuchAlgorithmException | InvalidKeyException e) {
        throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
      }
    }
  }

  /** XXH3-128. */
  final class Plain implements TurnHash {

    @Override
    public byte[] hash(byte[] first, byte[] second) {
      HashValue128 hash = Hashing.xxh3_128().hashStream().putBytes(first).putBytes(second).get();
      return ByteBuffer.allocate(BYTES)
          .putLong(hash.getMostSignificantBits())
          .putLong(hash.getLeastSignificantBits())
          .array();
    }
  }
}
