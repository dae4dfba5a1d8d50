package dev.palimpsest.audit.chat;

import dev.palimpsest.audit.chat.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a template into tokens, with {@code trim_blocks} and {@code lstrip_blocks}: the line feed
 * behind a tag and the blanks before one that begins its line are left out; a minus sign at the
 * edge of a tag removes all white space there, a plus sign keeps it.
 */
final class Lexer {
  private static final Pattern OPENING = Pattern.compile("\\{\\{|\\{%|\\{#");
  private static final Pattern RAW_BEGIN = Pattern.compile("\\{%[-+]?\\s*raw\\s*(-?)%\\}\n?");
  private static final Pattern RAW_END =
      Pattern.compile("\\{%([-+]?)\\s*endraw\\s*(\\+%\\}|-%\\}\\s*|%\\}\n?)");
  private static final Pattern COMMENT_END = Pattern.compile("\\+#\\}|-#\\}\\s*|#\\}\n?");
  private static final Pattern TAG_END = Pattern.compile("\\+%\\}|-%\\}\\s*|%\\}\n?");
  private static final Pattern OUTPUT_END = Pattern.compile("-\\}\\}\\s*|\\}\\}");
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern NUMBER =
      Pattern.compile("(\\d+(?:_\\d+)*)(\\.\\d+(?:[eE][-+]?\\d+)?|[eE][-+]?\\d+)?");
  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");
  private static final Pattern STRING =
      Pattern.compile("(?s)'((?:[^'\\\\]|\\\\.)*+)'|\"((?:[^\"\\\\]|\\\\.)*+)\"");
  private static final Pattern OPERATOR =
      Pattern.compile("\\*\\*|//|==|!=|<=|>=|[-+*/%~<>=.,:|()\\[\\]{}]");

  private final String source;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int line = 1;
  private boolean atLineStart = true;

  private Lexer(String source) {
    this.source = source;
  }

  static List<Token> tokens(String template) {
    String lines = template.replace("\r\n", "\n").replace('\r', '\n');
    // As the reference does unless it is told otherwise: one last line feed is left out.
    String source = lines.endsWith("\n") ? lines.substring(0, lines.length() - 1) : lines;
    Lexer lexer = new Lexer(source);
    lexer.run();
    return lexer.tokens;
  }

  private void run() {
    while (at < source.length()) {
      Matcher opening = OPENING.matcher(source);
      if (!opening.find(at)) {
        addText(source.substring(at));
        at = source.length();
        break;
      }
      addText(textBefore(opening.start(), opening.group()));
      skip(opening.start());
      switch (opening.group()) {
        case "{#" -> comment();
        case "{{" -> code(Kind.OUTPUT_BEGIN, Kind.OUTPUT_END, OUTPUT_END);
        default -> tag();
      }
      atLineStart = source.charAt(at - 1) == '\n';
    }
    tokens.add(new Token(Kind.END, "", line));
  }

  /** The text from here to the opening at {@code end}, with what the opening strips left out. */
  private String textBefore(int end, String opening) {
    String text = source.substring(at, end);
    char sign = end + 2 < source.length() ? source.charAt(end + 2) : ' ';
    if (sign == '-') {
      return text.stripTrailing();
    }
    int lineStart = text.lastIndexOf('\n') + 1;
    boolean strips = sign != '+' && !opening.equals("{{") && (lineStart > 0 || atLineStart);
    return strips && text.substring(lineStart).isBlank() ? text.substring(0, lineStart) : text;
  }

  private void tag() {
    Matcher raw = RAW_BEGIN.matcher(source).region(at, source.length());
    if (raw.lookingAt()) {
      raw(raw);
    } else {
      code(Kind.TAG_BEGIN, Kind.TAG_END, TAG_END);
    }
  }

  private void raw(Matcher begin) {
    Matcher end = RAW_END.matcher(source);
    if (!end.find(begin.end())) {
      throw TemplateException.at(line, "raw has no endraw");
    }
    String text = source.substring(begin.end(), end.start());
    text = begin.group(1).isEmpty() ? text : text.stripLeading();
    int lineStart = text.lastIndexOf('\n') + 1;
    if (end.group(1).equals("-")) {
      text = text.stripTrailing();
    } else if (end.group(1).isEmpty() && lineStart > 0 && text.substring(lineStart).isBlank()) {
      text = text.substring(0, lineStart);
    }
    addText(text);
    skip(end.end());
  }

  private void comment() {
    Matcher end = COMMENT_END.matcher(source);
    if (!end.find(at + 2)) {
      throw TemplateException.at(line, "a comment does not end");
    }
    skip(end.end());
  }

  private void code(Kind begin, Kind end, Pattern closing) {
    tokens.add(new Token(begin, "", line));
    skip(at + 2);
    if (at < source.length() && (source.charAt(at) == '-' || source.charAt(at) == '+')) {
      skip(at + 1);
    }
    Deque<String> open = new ArrayDeque<>();
    while (true) {
      Matcher closed = closing.matcher(source).region(at, source.length());
      if (open.isEmpty() && closed.lookingAt()) {
        tokens.add(new Token(end, "", line));
        skip(closed.end());
        return;
      }
      word(open);
    }
  }

  private void word(Deque<String> open) {
    Matcher space = at(SPACE);
    Matcher number = at(NUMBER);
    Matcher name = at(NAME);
    Matcher string = at(STRING);
    Matcher operator = at(OPERATOR);
    if (space.lookingAt()) {
      skip(space.end());
    } else if (number.lookingAt()) {
      Kind kind = number.group(2) == null ? Kind.INTEGER : Kind.FLOAT;
      add(kind, number.group().replace("_", ""), number.end());
    } else if (name.lookingAt()) {
      add(Kind.NAME, name.group(), name.end());
    } else if (string.lookingAt()) {
      String body = string.group(1) == null ? string.group(2) : string.group(1);
      add(Kind.STRING, Escapes.decode(body), string.end());
    } else if (operator.lookingAt()) {
      balance(open, operator.group());
      add(Kind.OPERATOR, operator.group(), operator.end());
    } else if (at >= source.length()) {
      throw TemplateException.at(line, "a tag does not end");
    } else {
      throw TemplateException.at(line, "a tag holds something that is no part of the language");
    }
  }

  /** A closing mark of the tag counts only outside all brackets. */
  private void balance(Deque<String> open, String operator) {
    switch (operator) {
      case "(" -> open.push(")");
      case "[" -> open.push("]");
      case "{" -> open.push("}");
      case ")", "]", "}" -> {
        if (!operator.equals(open.poll())) {
          throw TemplateException.at(line, "unexpected " + operator);
        }
      }
      default -> {
        // Any other operator opens and closes nothing.
      }
    }
  }

  private Matcher at(Pattern pattern) {
    return pattern.matcher(source).region(at, source.length());
  }

  private void addText(String text) {
    if (!text.isEmpty()) {
      tokens.add(new Token(Kind.TEXT, text, line));
    }
  }

  private void add(Kind kind, String text, int end) {
    tokens.add(new Token(kind, text, line));
    skip(end);
  }

  private void skip(int end) {
    for (; at < end; at++) {
      line += source.charAt(at) == '\n' ? 1 : 0;
    }
  }
}
