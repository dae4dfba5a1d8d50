package dev.palimpsest.pii;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * From a label in text to the value after it: {@code Name: X}, {@code "first_name": "X"}, {@code
 * **DOB** (YYYY-MM-DD): X}, {@code <zip>X}, {@code my user ID is X}.
 */
final class LabelSyntax {

  /** Where a value starts and how clearly it is set apart. */
  record Value(int start, Trust trust) {}

  private static final int LONGEST = 80;

  private static final Pattern SEPARATED =
      Pattern.compile(
          "s?[\\\\\"'*_`\\])]{0,6} ?(?:\\([^()\\n]{1,30}\\))?[*_`]{0,2} ?(?:(?:[:=：]|[-=]>|#)[>=]?|>)"
              + "[*_`]{0,3}[ \\t]*(?:\\r?\\n[ \\t]*)?(?:(?:[-*•]|\\d{1,2}[.)])[ \\t]+)?"
              + "[\\\\\"'*_`(\\[]{0,6}");
  private static final Pattern VERB =
      Pattern.compile(
          "s?[\"'*_`)]{0,3}(?:,? (?:is|was|are|ist|es|est|on|number is|is:|address is)|'s)"
              + "[: ]{1,2}[\"'*_`(]{0,3}",
          Pattern.CASE_INSENSITIVE);

  /**
   * What {@link #SEPARATED} may start with behind a plural's ending, {@link #VERB} too but for one.
   */
  private static final String SEPARATED_STARTS = "\\\"'*_`]) (:=：-#>";

  private static final String QUOTES = "\"'*_`(#";

  /** First letters of the verbs of {@link #VERB}, and of "on", "number is", "address is". */
  private static final String VERB_STARTS = "iIwWaAeEoOnN";

  private LabelSyntax() {}

  /** The value after a label that ends at {@code end}; null if the text ends there. */
  static @Nullable Value after(String text, int end) {
    int next = end;
    boolean plural = at(text, next) == 's' || at(text, next) == 'S';
    if (plural) {
      next++;
    }
    if (Character.isLetterOrDigit(at(text, next))) {
      return null;
    }
    if (at(text, next) == ' ' && Character.isLetterOrDigit(at(text, next + 1))) {
      // Words alone: all that can stand between is a verb.
      boolean verb = VERB_STARTS.indexOf(at(text, next + 1)) >= 0;
      Value value = verb ? match(VERB, text, end, Trust.VERB) : null;
      return value != null || plural ? value : new Value(next + 1, Trust.ADJACENT);
    }
    return set(text, end, next);
  }

  /** As {@link #plainly}, where the first character behind the label leaves it open. */
  private static @Nullable Value set(String text, int end, int next) {
    char first = at(text, next);
    if (SEPARATED_STARTS.indexOf(first) >= 0) {
      return plainly(text, end);
    }
    Value verb = first == ',' ? match(VERB, text, end, Trust.VERB) : null;
    return verb != null ? verb : adjacent(text, end);
  }

  /** As {@link #after}, without a look at the first characters, which rule most notations out. */
  static @Nullable Value plainly(String text, int end) {
    Value separated = match(SEPARATED, text, end, Trust.SEPARATOR);
    if (separated != null) {
      return separated;
    }
    Value verb = match(VERB, text, end, Trust.VERB);
    return verb != null ? verb : adjacent(text, end);
  }

  /** The character, or one that no label goes on with where the text ends. */
  private static char at(String text, int i) {
    return i < text.length() ? text.charAt(i) : 0;
  }

  /** The value right after a phrase that ends at {@code end}. */
  static @Nullable Value following(String text, int end) {
    int at = past(" ,", text, end, 2);
    if (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
    return value(text, past(QUOTES, text, at, 3), Trust.PHRASE);
  }

  private static @Nullable Value adjacent(String text, int end) {
    int at = past(" ", text, end, 2);
    return at == end ? null : value(text, past(QUOTES, text, at, 3), Trust.ADJACENT);
  }

  /** Behind the first of {@code signs}, at most so many. */
  private static int past(String signs, String text, int from, int most) {
    int at = from;
    while (at < text.length() && at - from < most && signs.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private static @Nullable Value value(String text, int start, Trust trust) {
    return start < text.length() ? new Value(start, trust) : null;
  }

  private static @Nullable Value match(Pattern pattern, String text, int from, Trust trust) {
    Matcher matcher = pattern.matcher(text).region(from, Math.min(text.length(), from + LONGEST));
    return matcher.lookingAt() && matcher.end() < text.length()
        ? new Value(matcher.end(), trust)
        : null;
  }
}
