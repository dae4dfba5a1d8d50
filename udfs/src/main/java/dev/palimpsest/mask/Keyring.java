package dev.palimpsest.mask;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The keys that pseudonyms are made with: one for each version, of which the newest makes all that
 * is new. Not serialisable on purpose: a job ships the {@link KeyReference} and opens the keys
 * where they are used.
 *
 * <p><em>Rotation.</em> Put the new key beside the old ones under the next version, and name that
 * version in the reference. From then on rows get tokens of the new version; those written before
 * keep theirs, and each token and each finding says its version. {@link #tokens} lists what one
 * value is called under every key, so that a person is still found in old rows and new; {@link #at}
 * makes a scrub of an old version again, to verify it. To retire an old key for good, scrub the
 * traces that have its tokens into a new lake, then delete the key: its tokens can then be traced
 * to nobody.
 */
public final class Keyring {

  /** Fewest bytes of a key: as many as HMAC-SHA256 gives security (RFC 2104, section 3). */
  public static final int KEY_BYTES = 32;

  private static final String HMAC = "HmacSHA256";
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final Pattern TOKEN = Pattern.compile("[A-Z][A-Z0-9_]*_k(\\d{1,9})_[A-Z2-7]{16}");

  /** 80 bits: by the birthday bound a billion values collide with probability below 1e-6. */
  private static final int TOKEN_CHARACTERS = 16;

  /** Numbers from here have 12 digits; there are nine times as many. */
  private static final long FIRST_NUMBER = 100_000_000_000L;

  private final NavigableMap<Integer, SecretKeySpec> keys;

  Keyring(Map<Integer, byte[]> keys) {
    this.keys = new TreeMap<>();
    keys.forEach((version, key) -> this.keys.put(version, new SecretKeySpec(key, HMAC)));
  }

  private Keyring(NavigableMap<Integer, SecretKeySpec> keys) {
    this.keys = keys;
  }

  /**
   * Opens the keys that {@code reference} points to.
   *
   * @throws IllegalArgumentException if there are none, one is not Base64 or too short, or the
   *     newest is not of the reference's version; the message names the reference and never shows a
   *     key
   */
  public static Keyring open(KeyReference reference) {
    return open(reference, System.getenv());
  }

  static Keyring open(KeyReference reference, Map<String, String> environment) {
    return new Keyring(KeyText.read(reference, environment));
  }

  /** Version of the newest key, as it stands in new tokens. */
  public int version() {
    return keys.lastKey();
  }

  /** Versions of all keys. */
  public SortedSet<Integer> versions() {
    return new TreeSet<>(keys.keySet());
  }

  /**
   * The keys as they were when {@code version} was the newest.
   *
   * @throws IllegalArgumentException if there is no key of that version
   */
  public Keyring at(int version) {
    if (!keys.containsKey(version)) {
      throw new IllegalArgumentException(
          "the keyring has no key of version " + version + ". Versions there: " + versions());
    }
    return new Keyring(keys.headMap(version, true));
  }

  /** The version of the key that made {@code token}; empty if it is no token. */
  public static OptionalInt versionOf(String token) {
    Matcher matcher = TOKEN.matcher(token);
    return matcher.matches()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }

  /**
   * HMAC-SHA256 (RFC 2104) over the parts, each behind its length, so that no two lists of parts
   * give the same input.
   *
   * @param purpose keeps uses of the key apart
   * @return 32 bytes, by the newest key
   */
  public byte[] mac(String purpose, String... parts) {
    return mac(keys.lastEntry().getValue(), purpose, parts);
  }

  private static byte[] mac(SecretKeySpec key, String purpose, String... parts) {
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
   * value has different tokens under another type, scope or key, so tokens link nothing that they
   * are not meant to.
   *
   * @param origin whose the value is, which says what the scope is of
   * @param value in the form that all its notations share
   */
  public String token(Scope scope, Origin origin, String type, String value) {
    return token(version(), scope, origin, type, value);
  }

  /** {@link #token} under the key of every version, newest first. */
  public List<String> tokens(Scope scope, Origin origin, String type, String value) {
    List<String> tokens = new ArrayList<>();
    for (int version : keys.descendingKeySet()) {
      tokens.add(token(version, scope, origin, type, value));
    }
    return tokens;
  }

  private String token(int version, Scope scope, Origin origin, String type, String value) {
    SecretKeySpec key = keys.get(version);
    if (key == null) {
      throw new IllegalStateException("only versions of the keyring are asked for");
    }
    byte[] mac = mac(key, "token", parts(scope.names(origin), type, value));
    StringBuilder token = new StringBuilder(type).append("_k").append(version).append('_');
    for (int i = 0; i < TOKEN_CHARACTERS; i++) {
      int bit = 5 * i;
      int two = (mac[bit / 8] & 0xff) << 8 | (mac[bit / 8 + 1] & 0xff);
      token.append(BASE32.charAt((two >> (11 - bit % 8)) & 31));
    }
    return token.toString();
  }

  /**
   * A number of 12 digits for the value, from {@link #mac}. Two of n values of a type in a scope
   * share one with a probability of about n² / 1.8e12: where that is too often, use {@link #token}.
   */
  public long number(Scope scope, Origin origin, String type, String value) {
    byte[] mac = mac("number", parts(scope.names(origin), type, value));
    return FIRST_NUMBER + Math.floorMod(ByteBuffer.wrap(mac).getLong(), 9 * FIRST_NUMBER);
  }

  /** A scope's names and what follows; scopes have numbers of names of their own. */
  static String[] parts(List<String> scope, String... more) {
    List<String> parts = new ArrayList<>(scope);
    parts.addAll(List.of(more));
    return parts.toArray(String[]::new);
  }

  /** Says the newest version and nothing of the key. */
  @Override
  public String toString() {
    return "Keyring[version " + version() + "]";
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
