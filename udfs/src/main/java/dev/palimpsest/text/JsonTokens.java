package dev.palimpsest.text;

import java.util.BitSet;

/**
 * Reads JSON (RFC 8259) token by token and says where each token stands, which the general parsers
 * do not for keys and string ends. Several values may follow each other, as in JSON Lines. Needs no
 * stack space: nesting is kept in a bit set.
 */
final class JsonTokens {

  enum Token {
    OBJECT_START,
    OBJECT_END,
    ARRAY_START,
    ARRAY_END,
    KEY,
    STRING,
    NUMBER,
    LITERAL,
    END,
    INVALID
  }

  private enum Expect {
    VALUE,
    VALUE_OR_ARRAY_END,
    KEY,
    KEY_OR_OBJECT_END,
    COMMA_OR_END
  }

  private final String json;
  private final BitSet objects = new BitSet();
  private int depth;
  private int next;
  private int start;
  private int end;

  /** First backslash of the current string or key; its end if it has none. */
  private int firstEscape;

  private Expect expect = Expect.VALUE;

  JsonTokens(String json) {
    this.json = json;
  }

  /** First character of the current token; of a string or key, the one after the quote. */
  int start() {
    return start;
  }

  /** End of the current token; of a string or key, the closing quote. */
  int end() {
    return end;
  }

  /**
   * The current string or key.
   *
   * @param jumps receives the offsets
   */
  String decoded(OffsetMap.Builder jumps) {
    return JsonStrings.decode(json, start, firstEscape, end, jumps);
  }

  /** Objects and arrays that are open. */
  int depth() {
    return depth;
  }

  /** The next token; END or INVALID for ever once reached. */
  Token next() {
    skipSpace();
    if (next >= json.length()) {
      return depth == 0 && expect == Expect.VALUE ? Token.END : Token.INVALID;
    }
    char c = json.charAt(next);
    if (expect == Expect.COMMA_OR_END && c == ',') {
      next++;
      skipSpace();
      if (next >= json.length()) {
        return Token.INVALID;
      }
      c = json.charAt(next);
      expect = objects.get(depth) ? Expect.KEY : Expect.VALUE;
    }
    return switch (expect) {
      case VALUE -> value(c);
      case VALUE_OR_ARRAY_END -> c == ']' ? close(Token.ARRAY_END) : value(c);
      case KEY -> c == '"' ? key() : Token.INVALID;
      case KEY_OR_OBJECT_END ->
          c == '}' ? close(Token.OBJECT_END) : c == '"' ? key() : Token.INVALID;
      case COMMA_OR_END -> {
        if (c != (objects.get(depth) ? '}' : ']')) {
          yield Token.INVALID;
        }
        yield close(c == '}' ? Token.OBJECT_END : Token.ARRAY_END);
      }
    };
  }

  private Token value(char c) {
    switch (c) {
      case '{':
        return open(Token.OBJECT_START, Expect.KEY_OR_OBJECT_END);
      case '[':
        return open(Token.ARRAY_START, Expect.VALUE_OR_ARRAY_END);
      case '"':
        return string() ? valueDone(Token.STRING) : Token.INVALID;
      case 't':
        return literal("true");
      case 'f':
        return literal("false");
      case 'n':
        return literal("null");
      default:
        return number() ? valueDone(Token.NUMBER) : Token.INVALID;
    }
  }

  private Token open(Token token, Expect then) {
    start = next;
    end = ++next;
    objects.set(++depth, token == Token.OBJECT_START);
    expect = then;
    return token;
  }

  private Token close(Token token) {
    start = next;
    end = ++next;
    depth--;
    return valueDone(token);
  }

  private Token valueDone(Token token) {
    expect = depth == 0 ? Expect.VALUE : Expect.COMMA_OR_END;
    return token;
  }

  private Token key() {
    if (!string()) {
      return Token.INVALID;
    }
    skipSpace();
    if (next >= json.length() || json.charAt(next) != ':') {
      return Token.INVALID;
    }
    next++;
    expect = Expect.VALUE;
    return Token.KEY;
  }

  private boolean string() {
    start = ++next;
    firstEscape = -1;
    while (next < json.length()) {
      char c = json.charAt(next);
      if (c == '"') {
        end = next++;
        firstEscape = firstEscape < 0 ? end : firstEscape;
        return true;
      }
      if (c < ' ') {
        return false;
      }
      if (c == '\\' && firstEscape < 0) {
        firstEscape = next;
      }
      next++;
      if (c == '\\' && !escape()) {
        return false;
      }
    }
    return false;
  }

  private boolean escape() {
    if (next >= json.length()) {
      return false;
    }
    char c = json.charAt(next++);
    if (c != 'u') {
      return "\"\\/bfnrt".indexOf(c) >= 0;
    }
    for (int digit = 0; digit < 4; digit++, next++) {
      if (next >= json.length() || !isHex(json.charAt(next))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHex(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  private boolean number() {
    start = next;
    int at = next;
    if (peek(at) == '-') {
      at++;
    }
    int whole = digits(at);
    if (whole == at || (json.charAt(at) == '0' && whole > at + 1)) {
      return false;
    }
    at = whole;
    if (peek(at) == '.') {
      int fraction = digits(at + 1);
      if (fraction == at + 1) {
        return false;
      }
      at = fraction;
    }
    if (peek(at) == 'e' || peek(at) == 'E') {
      int sign = peek(at + 1) == '+' || peek(at + 1) == '-' ? at + 2 : at + 1;
      int exponent = digits(sign);
      if (exponent == sign) {
        return false;
      }
      at = exponent;
    }
    end = next = at;
    return depth > 0 || at == json.length() || isSpace(json.charAt(at));
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }

  private int digits(int at) {
    int i = at;
    while (isDigit(peek(i))) {
      i++;
    }
    return i;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private char peek(int i) {
    return i < json.length() ? json.charAt(i) : '\0';
  }

  private Token literal(String word) {
    if (!json.startsWith(word, next)) {
      return Token.INVALID;
    }
    start = next;
    end = next += word.length();
    return valueDone(Token.LITERAL);
  }

  private void skipSpace() {
    while (next < json.length() && isSpace(json.charAt(next))) {
      next++;
    }
  }
}
