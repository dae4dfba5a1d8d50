package dev.palimpsest.audit.chat;

import java.util.ArrayList;
import java.util.List;

/** A text that grows, and which ranges of it the assistant generated. */
final class Rendering {
  private final StringBuilder text = new StringBuilder();
  private final List<CharacterRange> generated = new ArrayList<>();

  void append(String part) {
    text.append(part);
  }

  /** Length so far, in UTF-16 units. */
  int length() {
    return text.length();
  }

  /** Marks all that was written since the text was {@code start} units long. */
  void markGenerated(int start) {
    if (start < text.length()) {
      generated.add(
          new CharacterRange(text.codePointCount(0, start), text.codePointCount(0, text.length())));
    }
  }

  String text() {
    return text.toString();
  }

  List<CharacterRange> generated() {
    return List.copyOf(generated);
  }
}
