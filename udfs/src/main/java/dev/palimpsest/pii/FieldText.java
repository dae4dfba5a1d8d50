package dev.palimpsest.pii;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the values that forms and records hold under a label. */
final class FieldText {

  private static final int LONGEST = 200;

  private static final Pattern IDENTIFIER =
      Pattern.compile("[\\p{L}\\p{Nd}][\\p{L}\\p{Nd}_.@+-]{1,127}");

  /** Five digits, or the notation of a country whose codes hold letters or groups. */
  private static final Pattern POSTCODE =
      Pattern.compile(
          "(?:[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}|[A-Z]\\d[A-Z][ -]?\\d[A-Z]\\d|\\d{4} ?[A-Z]{2}"
              + "|\\d{5}-\\d{4}|\\d{5}-\\d{3}|\\d{3}-\\d{4}|\\d{2}-\\d{3}|\\d{3} \\d{2}|[A-Z]{1,2}-?\\d{4,5}"
              + "|\\d{4,7})(?![\\p{L}\\p{Nd}])",
          Pattern.CASE_INSENSITIVE);

  /** A type with its parameters in a signature: {@code typing.Optional[bytes]}. */
  private static final Pattern TYPE = Pattern.compile("[A-Za-z_][A-Za-z_.]*\\[[A-Za-z_., ]+\\],?");

  /** {@code None}, {@code self.user}, {@code other_id}: a value that stands elsewhere. */
  private static final Pattern EXPRESSION =
      Pattern.compile(
          "None[^\\p{L}\\p{Nd}]*|0[xX]\\p{XDigit}+|(?:self|this|args)(?:\\.[A-Za-z_]\\w*)+\\W*|\\D*_id");

  /**
   * Widths, encodings and systems, and constants: {@code 32-bit}, {@code UTF-8}, {@code LOG_USER}.
   */
  private static final Pattern TECHNICAL =
      Pattern.compile(
          "(?i:\\d{1,3}-bits?|utf-?\\d{1,2}|win(?:32|64)|\\d{1,3}(?:ul{0,2}|l{1,2}))"
              + "|(?!\\w*\\d{3})[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+");

  /** Signs that an address has none of. */
  private static final Pattern NO_ADDRESS =
      Pattern.compile("[=*&\\[\\]]|^[+-]|->|\\)$|^[^()]*\\)|\\([^()]*$");

  /** A number with letters in front of it, as in {@code IPv4}, is none of a house. */
  private static final Pattern HOUSE = Pattern.compile("(?<![\\p{L}\\p{Nd}])\\p{Nd}");

  private static final Pattern UNQUOTED = Pattern.compile("[^\\s\"'`,;<>|]{4,128}");

  private static final Pattern CODE =
      Pattern.compile(
          "#?(?:[A-Za-z]{1,8}[-:]|[A-Z]{1,4} )?(?=[A-Za-z]*\\d)[A-Za-z0-9]{1,24}(?:[-./ ](?=[A-Za-z]{0,3}\\d)[A-Za-z0-9]{1,14}|-[A-Z]{1,4}){0,7}"
              + "(?![\\p{L}\\p{Nd}_@]|[.:/]\\d)");

  private static final Pattern CAPITALISED =
      Pattern.compile(
          "\\p{Lu}[\\p{L}\\p{Nd}&'’-]{1,30}(?: (?:&|of|and|\\p{Lu}[\\p{L}\\p{Nd}&'’-]{0,30})){0,3}");

  private static final Pattern YEAR_FIRST =
      Pattern.compile(
          "(?:19|20)\\d\\d[-/.](?:0?[1-9]|1[0-2])[-/.]\\d{1,2}|\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{4}$|\\d+\\.\\d{1,2}$");

  private static final Pattern TOKEN =
      Pattern.compile("(?:(?i:basic|bearer|token) +)?([A-Za-z0-9_./+=~:-]{12,4096})(?![\\w(])");

  private FieldText() {}

  static int identifier(String text, int start, Trust trust) {
    if (trust == Trust.ADJACENT && !hasDigit(text, start)) {
      return -1;
    }
    Matcher matcher = IDENTIFIER.matcher(text).region(start, text.length());
    if (!matcher.lookingAt()) {
      return -1;
    }
    int end = matcher.end();
    while (end > start && ".-_@+".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    String value = text.substring(start, end);
    if (end - start < 2 || Placeholders.contains(value) || CommonWords.contains(value)) {
      return -1;
    }
    if (trust == Trust.KEY) {
      return matcher.end() == text.stripTrailing().length() ? matcher.end() : -1;
    }
    DateText.Read date = DateText.read(text, start);
    boolean code = isExpression(value) || isQualifier(text, end);
    code |= TECHNICAL.matcher(value).matches();
    if (date != null && date.end() == end || !isQuoted(text, start) && code) {
      return -1;
    }
    boolean digit = value.chars().anyMatch(Character::isDigit);
    boolean joined =
        value.indexOf('_') > 0
            && value.indexOf('.') < 0
            && trust != Trust.ADJACENT
            && isClosed(text, end);
    boolean separate = trust == Trust.SEPARATOR && value.length() >= 4 && isClosed(text, end);
    return digit || joined || separate ? end : -1;
  }

  /** Whether the characters of an identifier from {@code start} on have a digit among them. */
  private static boolean hasDigit(String text, int start) {
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isDigit(c)) {
        return true;
      }
      if (!Character.isLetterOrDigit(c) && "_.@+-".indexOf(c) < 0 && !Character.isSurrogate(c)) {
        return false;
      }
    }
    return false;
  }

  /** What a program writes for a value that it has elsewhere. */
  private static boolean isExpression(String value) {
    return EXPRESSION.matcher(value).matches();
  }

  /** Whether a name goes on to a member: {@code Test2::API}, {@code stack->top}, {@code find(}. */
  private static boolean isQualifier(String text, int end) {
    return text.startsWith("::", end) || text.startsWith("->", end) || text.startsWith("(", end);
  }

  private static boolean isQuoted(String text, int start) {
    return start > 0 && "\"'`".indexOf(text.charAt(start - 1)) >= 0;
  }

  /** Nothing follows in the same line, or the value is in quotes. */
  private static boolean isClosed(String text, int end) {
    return end == text.length() || "\"'`*\n\r,;)|<".indexOf(text.charAt(end)) >= 0;
  }

  /** Letters and digits in groups of two and more, with a sign for "number" in front or not. */
  static int code(String text, int start, Trust trust) {
    Matcher matcher = CODE.matcher(text).region(start, text.length());
    matcher.useTransparentBounds(true);
    if (!matcher.lookingAt()) {
      return -1;
    }
    String value = matcher.group();
    long digits = value.chars().filter(Character::isDigit).count();
    boolean letters = value.chars().anyMatch(Character::isLetter);
    int least = trust == Trust.ADJACENT && !letters ? 5 : 3;
    boolean enough = digits >= least && value.length() >= 4;
    boolean year = value.matches("(?:19|20)\\d\\d");
    boolean whole = trust != Trust.KEY || matcher.end() == text.stripTrailing().length();
    boolean other = YEAR_FIRST.matcher(value).lookingAt() || isAmount(text, start);
    return enough && whole && !year && !other ? matcher.end() : -1;
  }

  /** One to four capitalised words; what a tag names is a project's as often as a person's. */
  static int organization(String text, int start, Trust trust) {
    boolean tag = start > 0 && text.charAt(start - 1) == '>';
    if (tag || (trust != Trust.KEY && trust != Trust.SEPARATOR)) {
      return -1;
    }
    Matcher matcher = CAPITALISED.matcher(text).region(start, text.length());
    matcher.useTransparentBounds(true);
    boolean whole =
        trust != Trust.KEY
            || (matcher.lookingAt() && matcher.end() == text.stripTrailing().length());
    return whole && matcher.lookingAt() && !Placeholders.contains(matcher.group())
        ? matcher.end()
        : -1;
  }

  private static boolean isAmount(String text, int start) {
    return start > 0 && "$€£¥".indexOf(text.charAt(start - 1)) >= 0;
  }

  static int postcode(String text, int start, Trust trust) {
    Matcher matcher = POSTCODE.matcher(text).region(start, text.length());
    matcher.useTransparentBounds(true);
    if (!matcher.lookingAt()) {
      return -1;
    }
    boolean whole = matcher.end() == text.stripTrailing().length();
    return trust == Trust.KEY && !whole ? -1 : matcher.end();
  }

  static int address(String text, int start, Trust trust) {
    int end = trust == Trust.KEY ? text.length() : lineEnd(text, start);
    while (end > start
        && (text.charAt(end - 1) <= ' ' || ".,*_\"'`)".indexOf(text.charAt(end - 1)) >= 0)) {
      end--;
    }
    String value = text.substring(start, Math.max(start, end));
    boolean letter = value.chars().anyMatch(Character::isLetter);
    boolean digit = value.chars().anyMatch(Character::isDigit);
    boolean other = value.contains("://") || value.indexOf('@') >= 0 || value.startsWith("0x");
    other |= value.length() > 1 && value.charAt(0) == '#' && Character.isLetter(value.charAt(1));
    if (value.length() < 4 || value.length() > LONGEST || other || Placeholders.contains(value)) {
      return -1;
    }
    boolean set = trust == Trust.KEY || trust == Trust.SEPARATOR;
    if (!set && !(DigitRuns.isDigit(value.charAt(0)) && hasCapital(value))) {
      return -1;
    }
    if (trust != Trust.KEY && (NO_ADDRESS.matcher(value).find() || !HOUSE.matcher(value).find())) {
      return -1;
    }
    boolean words = value.indexOf(' ') > 0;
    return letter && words && (digit || trust == Trust.KEY) ? end : -1;
  }

  private static boolean hasCapital(String value) {
    return value.chars().anyMatch(c -> Character.isLetter(c) && !Character.isLowerCase(c));
  }

  private static int lineEnd(String text, int start) {
    int i = start;
    while (i < text.length() && "\n\r;|\"<>{}\t".indexOf(text.charAt(i)) < 0) {
      boolean sentence =
          ".?!".indexOf(text.charAt(i)) >= 0
              && i + 2 < text.length()
              && text.charAt(i + 1) == ' '
              && i - start > 12;
      if (sentence) {
        break;
      }
      i++;
    }
    return i;
  }

  static int token(String text, int start, Trust trust) {
    Matcher matcher = TOKEN.matcher(text).region(start, text.length());
    matcher.useTransparentBounds(true);
    if (trust == Trust.ADJACENT || trust == Trust.VERB || !matcher.lookingAt()) {
      return -1;
    }
    String value = matcher.group(1);
    boolean mixed =
        value.chars().anyMatch(Character::isDigit) && value.chars().anyMatch(Character::isLetter);
    return mixed && !Placeholders.contains(value) && !KeywordScanner.isSpecimen(value)
        ? matcher.end()
        : -1;
  }

  static int password(String text, int start, Trust trust) {
    int end = trust == Trust.KEY ? text.length() : passwordEnd(text, start);
    String value = text.substring(start, Math.max(start, end));
    if (value.isBlank() || value.length() > LONGEST || Placeholders.contains(value)) {
      return -1;
    }
    if (trust == Trust.KEY) {
      return end;
    }
    if (value.charAt(0) == '/' && value.indexOf('/', 1) > 0) {
      // The present folder of a shell: PWD=/home/…
      return -1;
    }
    boolean digit = value.chars().anyMatch(Character::isDigit);
    boolean letter = value.chars().anyMatch(Character::isLetter);
    boolean symbol = value.chars().anyMatch(c -> "!#$%^&*+=?~".indexOf(c) >= 0);
    boolean mixed =
        value.chars().anyMatch(Character::isUpperCase)
            && value.chars().anyMatch(Character::isLowerCase);
    boolean quoted = isQuoted(text, start);
    boolean code =
        value.indexOf('(') >= 0
            || value.startsWith("\\f")
            || (value.endsWith("=")
                && value.chars().limit(value.length() - 1).allMatch(Character::isLetter))
            || value.indexOf(')') >= 0
            || value.startsWith("os.")
            || value.startsWith("process.")
            || (!quoted && (TYPE.matcher(value).matches() || isExpression(value)));
    boolean strong = (letter && (digit || symbol)) || (mixed && !CommonWords.contains(value));
    boolean enough = strong || (quoted && trust == Trust.SEPARATOR && !CommonWords.contains(value));
    return enough && !code ? end : -1;
  }

  private static int passwordEnd(String text, int start) {
    char quote = start > 0 ? text.charAt(start - 1) : ' ';
    if ("\"'`".indexOf(quote) >= 0) {
      int close = text.indexOf(quote, start);
      return close > start && text.indexOf('\n', start) < 0 | close < text.indexOf('\n', start)
          ? close
          : -1;
    }
    Matcher matcher = UNQUOTED.matcher(text).region(start, text.length());
    if (!matcher.lookingAt()) {
      return -1;
    }
    int end = matcher.end();
    while (end > start && ".)*".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return end;
  }
}
