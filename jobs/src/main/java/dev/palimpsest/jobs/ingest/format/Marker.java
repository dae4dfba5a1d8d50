package dev.palimpsest.jobs.ingest.format;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a text for something that is not text: {@code [kind detail sha256:digest]}. {@code
 * detail} says what was hashed.
 */
final class Marker {

  private static final Pattern KIND = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
  private static final Pattern BLANK = Pattern.compile("\\s");

  private Marker() {}

  /** Inline data: base64 text, or what cannot be decoded as the text that it is. */
  static String data(String kind, @Nullable String mediaType, String base64) {
    return marker(kind, mediaType(mediaType), decoded(base64));
  }

  /** A location; {@code data:} URLs are inline data. */
  static String url(String kind, String url) {
    if (url.regionMatches(true, 0, "data:", 0, 5)) {
      int comma = url.indexOf(',');
      if (comma > 0) {
        String header = url.substring(5, comma);
        String body = url.substring(comma + 1);
        boolean base64 = header.toLowerCase(Locale.ROOT).endsWith(";base64");
        String type = base64 ? header.substring(0, header.length() - 7) : header;
        return base64
            ? data(kind, type, body)
            : marker(kind, mediaType(type), body.getBytes(StandardCharsets.UTF_8));
      }
    }
    return marker(kind, "url", url.getBytes(StandardCharsets.UTF_8));
  }

  static String fileId(String kind, String id) {
    return marker(kind, "file_id", id.getBytes(StandardCharsets.UTF_8));
  }

  /** A part of unknown type, over its compact JSON. */
  static String json(String type, String json) {
    String kind = KIND.matcher(type).matches() ? type : "part";
    return marker(kind, "json", json.getBytes(StandardCharsets.UTF_8));
  }

  static String opaque(String kind, String text) {
    return marker(kind, "opaque", text.getBytes(StandardCharsets.UTF_8));
  }

  private static String marker(String kind, String detail, byte[] hashed) {
    return "[" + kind + " " + detail + " sha256:" + sha256(hashed) + "]";
  }

  private static String mediaType(@Nullable String given) {
    String type = given == null ? "" : given.strip().toLowerCase(Locale.ROOT);
    int parameters = type.indexOf(';');
    if (parameters >= 0) {
      type = type.substring(0, parameters).strip();
    }
    return type.isEmpty() ? "application/octet-stream" : type;
  }

  private static byte[] decoded(String text) {
    String plain = BLANK.matcher(text).replaceAll("").replace('-', '+').replace('_', '/');
    int end = plain.length();
    while (end > 0 && plain.charAt(end - 1) == '=') {
      end--;
    }
    try {
      return Base64.getDecoder().decode(plain.substring(0, end));
    } catch (IllegalArgumentException e) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
