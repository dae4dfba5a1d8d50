package dev.palimpsest.text;

/** Characters of a JSON string (RFC 8259, section 7), encoded and decoded. */
public final class JsonStrings {

  private static final String HEX = "0123456789abcdef";

  private JsonStrings() {}

  /**
   * {@code text} as the inside of a JSON string, without the quotes. Only what must be escaped is,
   * and halves of surrogate pairs, which no encoding could carry.
   */
  public static String escape(String text) {
    int first = 0;
    while (first < text.length() && !needsEscape(text, first)) {
      first++;
    }
    if (first == text.length()) {
      return text;
    }
    StringBuilder escaped = new StringBuilder(text.length() + 16).append(text, 0, first);
    for (int i = first; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!needsEscape(text, i)) {
        escaped.append(c);
      } else if (c == '"' || c == '\\') {
        escaped.append('\\').append(c);
      } else if (c == '\n') {
        escaped.append("\\n");
      } else if (c == '\r') {
        escaped.append("\\r");
      } else if (c == '\t') {
        escaped.append("\\t");
      } else {
        escaped.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          escaped.append(HEX.charAt((c >> shift) & 15));
        }
      }
    }
    return escaped.toString();
  }

  private static boolean needsEscape(String text, int i) {
    char c = text.charAt(i);
    if (c < ' ' || c == '"' || c == '\\') {
      return true;
    }
    if (!Character.isSurrogate(c)) {
      return false;
    }
    return Character.isHighSurrogate(c)
        ? i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))
        : i == 0 || !Character.isHighSurrogate(text.charAt(i - 1));
  }

  /**
   * Decodes the inside of a valid JSON string.
   *
   * @param firstEscape its first backslash; {@code end} if it has none
   * @param jumps receives the offsets, relative to {@code json}
   */
  static String decode(String json, int start, int firstEscape, int end, OffsetMap.Builder jumps) {
    int i = firstEscape;
    if (i == end) {
      return json.substring(start, end);
    }
    StringBuilder decoded = new StringBuilder(end - start).append(json, start, i);
    while (i < end) {
      char c = json.charAt(i++);
      if (c != '\\') {
        decoded.append(c);
        continue;
      }
      char escape = json.charAt(i++);
      if (escape == 'u') {
        decoded.append((char) Integer.parseInt(json, i, i + 4, 16));
        i += 4;
      } else {
        decoded.append(unescaped(escape));
      }
      jumps.jump(decoded.length(), i);
    }
    return decoded.toString();
  }

  private static char unescaped(char escape) {
    return switch (escape) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      default -> escape;
    };
  }
}
