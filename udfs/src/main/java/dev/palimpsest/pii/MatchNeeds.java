package dev.palimpsest.pii;

import java.util.regex.Pattern;

/**
 * What every match of a regular expression has, read off the expression: where a text has no such
 * thing near a keyword, the expression need not be tried. What the reader does not know counts for
 * nothing, which is always right.
 *
 * @param run length of the longest run of {@linkplain CharacterKinds#PACKED characters of base 64}:
 *     9 for {@code (key-[0-9a-f]{32}|k_\w{7})}; 0 if none is known
 * @param digit whether there is an ASCII digit
 */
record MatchNeeds(int run, boolean digit) {

  static final MatchNeeds NOTHING = new MatchNeeds(0, false);

  static MatchNeeds of(Pattern pattern) {
    return new Reader(pattern.pattern()).read(pattern.flags());
  }

  private static final class Reader {

    private static final int OTHER_SYNTAX =
        Pattern.LITERAL | Pattern.COMMENTS | Pattern.UNICODE_CHARACTER_CLASS;

    private final String pattern;
    private int at;

    Reader(String pattern) {
      this.pattern = pattern;
    }

    MatchNeeds read(int flags) {
      if ((flags & OTHER_SYNTAX) != 0) {
        return NOTHING;
      }
      try {
        Part whole = alternatives();
        return at == pattern.length() ? new MatchNeeds(whole.longest, whole.digit) : NOTHING;
      } catch (UnknownSyntaxException unknown) {
        return NOTHING;
      }
    }

    private static final class UnknownSyntaxException extends RuntimeException {
      private static final long serialVersionUID = 1;

      UnknownSyntaxException() {
        super("not read", null, false, false);
      }
    }

    /**
     * What is known of all that a part of the expression matches: the longest run inside it, the
     * run that it ends with, whether it is one run from end to end, and whether it has a digit.
     */
    private static final class Part {
      int longest;
      int last;
      boolean solid = true;
      boolean digit;

      /** This part and then {@code next}. */
      void then(Part next) {
        last = next.solid ? last + next.last : next.last;
        solid &= next.solid;
        longest = Math.max(Math.max(longest, next.longest), last);
        digit |= next.digit;
      }
    }

    private static Part run(int length) {
      Part part = new Part();
      part.longest = length;
      part.last = length;
      return part;
    }

    private static Part broken() {
      Part part = new Part();
      part.solid = false;
      return part;
    }

    private Part alternatives() {
      Part least = sequence();
      while (peek() == '|') {
        at++;
        Part other = sequence();
        least.longest = Math.min(least.longest, other.longest);
        least.last = Math.min(least.last, other.last);
        least.solid &= other.solid;
        least.digit &= other.digit;
      }
      return least;
    }

    private Part sequence() {
      Part whole = new Part();
      while (at < pattern.length() && peek() != '|' && peek() != ')') {
        whole.then(times(item()));
      }
      return whole;
    }

    private char peek() {
      return at < pattern.length() ? pattern.charAt(at) : 0;
    }

    private Part item() {
      char c = pattern.charAt(at++);
      return switch (c) {
        case '(' -> group();
        case '[' -> bracketed();
        case '\\' -> escape();
        case '.' -> broken();
        case '^', '$' -> run(0);
        case '*', '+', '?', '{' -> throw new UnknownSyntaxException();
        default -> one(Encodings.isPacked(c), c >= '0' && c <= '9');
      };
    }

    private Part group() {
      boolean outside = false;
      if (pattern.startsWith("?i)", at)) {
        at += 3;
        return run(0);
      }
      if (pattern.startsWith("?:", at)) {
        at += 2;
      } else if (pattern.startsWith("?i:", at)) {
        at += 3;
      } else if (pattern.startsWith("?=", at) || pattern.startsWith("?!", at)) {
        at += 2;
        outside = true;
      } else if (pattern.startsWith("?<=", at) || pattern.startsWith("?<!", at)) {
        at += 3;
        outside = true;
      } else if (peek() == '?') {
        throw new UnknownSyntaxException();
      }
      Part inside = alternatives();
      if (peek() != ')') {
        throw new UnknownSyntaxException();
      }
      at++;
      return outside ? run(0) : inside;
    }

    private static Part one(boolean packed, boolean digit) {
      Part part = packed ? run(1) : broken();
      part.digit = digit;
      return part;
    }

    /** A class in brackets, without classes inside it. */
    private Part bracketed() {
      boolean packed = peek() != '^';
      boolean digit = packed;
      int start = at;
      while (peek() != ']' || at == start) {
        char c = peek();
        if (c == 0 || c == '[' || c == '&') {
          throw new UnknownSyntaxException();
        }
        char next = pattern.charAt(at + 1);
        if (c == '\\') {
          packed &= "dw/-".indexOf(next) >= 0;
          digit &= next == 'd';
          at += 2;
        } else if (next == '-' && pattern.charAt(at + 2) != ']') {
          char last = pattern.charAt(at + 2);
          packed &= isPackedRange(c, last);
          digit &= c >= '0' && last <= '9';
          at += 3;
        } else {
          packed &= Encodings.isPacked(c);
          digit &= c >= '0' && c <= '9';
          at++;
        }
      }
      at++;
      return one(packed, digit);
    }

    private static boolean isPackedRange(char first, char last) {
      return (first >= '0' && last <= '9')
          || (first >= 'A' && last <= 'Z')
          || (first >= 'a' && last <= 'z');
    }

    private Part escape() {
      char c = pattern.charAt(at++);
      if (Character.isDigit(c) || "QEpPkxucN0".indexOf(c) >= 0) {
        throw new UnknownSyntaxException();
      }
      if ("bBAzZG".indexOf(c) >= 0) {
        return run(0);
      }
      return one("dw-/".indexOf(c) >= 0, c == 'd');
    }

    /** A part as often as the quantifier behind it says, at least. */
    private Part times(Part part) {
      int least = 1;
      boolean variable = true;
      switch (peek()) {
        case '*', '?' -> least = 0;
        case '+' -> least = 1;
        case '{' -> {
          least = 0;
          while (Character.isDigit(pattern.charAt(at + 1))) {
            least = 10 * least + Character.digit(pattern.charAt(++at), 10);
          }
          at = pattern.indexOf('}', at);
        }
        default -> variable = false;
      }
      if (!variable) {
        return part;
      }
      at++;
      if (peek() == '?' || peek() == '+') {
        at++;
      }
      Part repeated = new Part();
      repeated.solid = part.solid;
      repeated.last = part.solid ? least * part.last : least == 0 ? 0 : part.last;
      repeated.digit = part.digit && least > 0;
      repeated.longest = Math.max(repeated.last, least == 0 ? 0 : part.longest);
      return repeated;
    }
  }
}
