package dev.palimpsest.near;

import java.util.ArrayList;
import java.util.List;

/** The tokens of {@link Tokens}, code point by code point, as its description says. */
final class PlainTokens {

  private final List<String> tokens = new ArrayList<>();

  static List<String> of(List<String> foldedTexts) {
    PlainTokens plain = new PlainTokens();
    foldedTexts.forEach(plain::add);
    return plain.tokens;
  }

  private void add(String folded) {
    int at = 0;
    while (at < folded.length()) {
      int codePoint = folded.codePointAt(at);
      WordClass first = WordClass.of(codePoint);
      if (first == WordClass.SPACELESS) {
        at = addSpacelessRun(folded, at);
      } else if (first.startsWord()) {
        at = addWord(folded, at);
      } else {
        at += Character.charCount(codePoint);
      }
    }
  }

  private int addWord(String text, int from) {
    WordClass last = WordClass.OTHER;
    int at = from;
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      WordClass next = WordClass.of(codePoint);
      if (!next.extendsWord() && !joins(text, at, last)) {
        break;
      }
      last = next;
      at += Character.charCount(codePoint);
    }
    String word = text.substring(from, at);
    if (!word.chars().allMatch(c -> c == '_')) {
      tokens.add(word);
    }
    return at;
  }

  private static boolean joins(String text, int at, WordClass before) {
    if (at + 1 == text.length()) {
      return false;
    }
    String joiner = text.substring(at, at + 1);
    WordClass after = WordClass.of(text.codePointAt(at + 1));
    boolean afterLetter = before == WordClass.LETTER || before == WordClass.MARK;
    boolean digits = before == WordClass.DECIMAL_DIGIT && after == WordClass.DECIMAL_DIGIT;
    return "'’.·".contains(joiner) && afterLetter && after == WordClass.LETTER
        || "'’.,;".contains(joiner) && digits;
  }

  private int addSpacelessRun(String text, int from) {
    int end = from;
    List<String> characters = new ArrayList<>();
    while (end < text.length() && WordClass.of(text.codePointAt(end)) == WordClass.SPACELESS) {
      characters.add(Character.toString(text.codePointAt(end)));
      end += Character.charCount(text.codePointAt(end));
    }
    if (characters.size() == 1) {
      tokens.addAll(characters);
    }
    for (int i = 1; i < characters.size(); i++) {
      tokens.add(characters.get(i - 1) + characters.get(i));
    }
    return end;
  }
}
