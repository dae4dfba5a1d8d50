package dev.palimpsest.pii;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Texts that stand where a value will be put, or stood. */
final class Placeholders {

  private static final Set<String> WORDS =
      Set.of(
          "unknown",
          "none",
          "null",
          "nil",
          "undefined",
          "n/a",
          "na",
          "tbd",
          "todo",
          "string",
          "text",
          "value",
          "example",
          "sample",
          "placeholder",
          "changeme",
          "change_me",
          "secret",
          "password",
          "passwd",
          "pass",
          "token",
          "redacted",
          "masked",
          "hidden",
          "removed",
          "true",
          "false",
          "yes",
          "no",
          "test",
          "anonymous",
          "guest",
          "default",
          "required",
          "optional",
          "empty",
          "missing",
          "name",
          "username",
          "user",
          "first",
          "last",
          "integer",
          "number",
          "boolean",
          "object",
          "array",
          "email",
          "phone",
          "not provided",
          "not specified",
          "not available",
          "first name",
          "last name",
          "full name",
          "enabled",
          "disabled",
          "root",
          "admin",
          "administrator",
          "system",
          "me",
          "self");

  private static final Pattern TEMPLATE =
      Pattern.compile(
          "<.*>?|\\$?\\{.*|\\{\\{.*|%.*%|%\\(.*|\\[.*\\]?|\\$[A-Za-z_].*|[*.xX#_?•-]+"
              + "|\\(.*|.*\\*{3,}.*|.*…|.*\\.\\.\\.|(?i:your|my|the|insert|enter|some)[-_ ].*",
          Pattern.DOTALL);

  private Placeholders() {}

  static boolean contains(String value) {
    if (value.isBlank()) {
      return true;
    }
    String stripped = value.strip();
    return WORDS.contains(stripped.toLowerCase(Locale.ROOT))
        || (mayBeTemplate(stripped) && TEMPLATE.matcher(stripped).matches());
  }

  /** Letters and digits alone are one only if they are a row of x. */
  private static boolean mayBeTemplate(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean plain = c < 128 && Character.isLetterOrDigit(c) && c != 'x' && c != 'X';
      if (!plain) {
        return true;
      }
    }
    return false;
  }
}
