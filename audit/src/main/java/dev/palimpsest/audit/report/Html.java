package dev.palimpsest.audit.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Small pieces of HTML. Arguments named {@code text} are escaped, those named {@code html} are not.
 */
final class Html {

  private Html() {}

  /** Text as HTML, safe between tags and in quoted attributes. */
  static String escape(String text) {
    StringBuilder html = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> html.append("&amp;");
        case '<' -> html.append("&lt;");
        case '>' -> html.append("&gt;");
        case '"' -> html.append("&quot;");
        case '\'' -> html.append("&#39;");
        default -> html.append(c);
      }
    }
    return html.toString();
  }

  static String paragraph(String text) {
    return "<p>" + escape(text) + "</p>\n";
  }

  static String note(String text) {
    return "<p class=\"note\">" + escape(text) + "</p>\n";
  }

  static String code(String text) {
    return "<code>" + escape(text) + "</code>";
  }

  static String list(List<String> texts) {
    return texts.stream()
        .map(text -> "<li>" + escape(text) + "</li>\n")
        .collect(Collectors.joining("", "<ul>\n", "</ul>\n"));
  }

  /** A section that screen readers announce by its heading. */
  static String section(String id, String headingText, String html) {
    return String.format(
        Locale.ROOT,
        """
        <section id="%1$s" aria-labelledby="%1$s-heading">
        <h2 id="%1$s-heading">%2$s</h2>
        %3$s</section>
        """,
        id,
        escape(headingText),
        html);
  }

  /** A word in a coloured frame with a sign before it: colour alone tells nobody anything. */
  static String badge(State state, String text) {
    return String.format(
        Locale.ROOT,
        "<span class=\"badge %s\"><span aria-hidden=\"true\">%s</span> %s</span>",
        state.name().toLowerCase(Locale.ROOT),
        state.sign(),
        escape(text));
  }

  /** What a badge says. */
  enum State {
    GOOD("✓"),
    BAD("✕"),
    OPEN("?"),
    PLAIN("–");

    private final String sign;

    State(String sign) {
      this.sign = sign;
    }

    String sign() {
      return sign;
    }
  }
}
