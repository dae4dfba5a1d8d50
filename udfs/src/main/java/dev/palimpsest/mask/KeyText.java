package dev.palimpsest.mask;

import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keys as a variable or a file holds them: one in Base64, or several, each as {@code
 * VERSION:BASE64} with white space between them.
 */
final class KeyText {

  private static final Pattern ENTRY = Pattern.compile("([1-9]\\d{0,8}):(\\S*)");

  private KeyText() {}

  /** The keys by version; errors name the place and never show what stands there. */
  static Map<Integer, byte[]> read(KeyReference reference, Map<String, String> environment) {
    String location = reference.location();
    String text = reference.read("the key", environment).strip();
    if (text.indexOf(':') < 0) {
      return Map.of(reference.version(), key(location, text));
    }
    TreeMap<Integer, byte[]> keys = new TreeMap<>();
    String[] entries = text.split("\\s+");
    for (int i = 0; i < entries.length; i++) {
      String place = location + ", entry " + (i + 1) + ",";
      Matcher entry = ENTRY.matcher(entries[i]);
      if (!entry.matches()) {
        throw refused(place, "is not VERSION:BASE64 with a version from 1 on; it is not shown");
      }
      int version = Integer.parseInt(entry.group(1));
      if (keys.put(version, key(place, entry.group(2))) != null) {
        throw refused(place, "has version " + version + ", as one before it; give it the next");
      }
    }
    int newest = keys.lastKey();
    if (newest != reference.version()) {
      throw refused(
          location,
          "has "
              + newest
              + " as its newest version, which new tokens carry; set the version to it. Provided"
              + " version: "
              + reference.version());
    }
    return keys;
  }

  private static byte[] key(String place, String text) {
    byte[] key;
    try {
      key = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      // Its message quotes a character of the key, so it is not passed on.
      throw refused(place, "is not Base64; write it with: head -c 32 /dev/urandom | base64");
    }
    if (key.length < Keyring.KEY_BYTES) {
      throw refused(
          place, "must be at least " + Keyring.KEY_BYTES + " bytes. Provided bytes: " + key.length);
    }
    return key;
  }

  private static IllegalArgumentException refused(String place, String reason) {
    return new IllegalArgumentException("the key at " + place + " " + reason);
  }
}
