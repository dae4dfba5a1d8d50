package dev.palimpsest.audit.chat;

/** The escapes of Python's string literals. */
final class Escapes {
  private Escapes() {}

  /** The text of a literal without its quotes; an escape that is not known stands for itself. */
  static String decode(String literal) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < literal.length()) {
      char c = literal.charAt(at++);
      if (c != '\\' || at == literal.length()) {
        text.append(c);
        continue;
      }
      char escape = literal.charAt(at++);
      switch (escape) {
        case 'n' -> text.append('\n');
        case 't' -> text.append('\t');
        case 'r' -> text.append('\r');
        case 'b' -> text.append('\b');
        case 'f' -> text.append('\f');
        case '0' -> text.append('\0');
        case '\\', '\'', '"' -> text.append(escape);
        case '\n' -> {
          // A line that goes on in the next.
        }
        case 'x' -> at = code(literal, at, 2, text);
        case 'u' -> at = code(literal, at, 4, text);
        case 'U' -> at = code(literal, at, 8, text);
        default -> text.append('\\').append(escape);
      }
    }
    return text.toString();
  }

  private static int code(String literal, int at, int digits, StringBuilder text) {
    if (at + digits > literal.length()
        || !literal.substring(at, at + digits).matches("\\p{XDigit}+")) {
      throw new TemplateException("chat template: an escape needs " + digits + " hex digits");
    }
    int code = Integer.parseUnsignedInt(literal.substring(at, at + digits), 16);
    if (!Character.isValidCodePoint(code)) {
      throw new TemplateException("chat template: an escape names no character");
    }
    text.appendCodePoint(code);
    return at + digits;
  }
}
