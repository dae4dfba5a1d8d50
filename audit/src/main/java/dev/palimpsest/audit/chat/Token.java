package dev.palimpsest.audit.chat;

/**
 * A word of a template.
 *
 * @param kind of word
 * @param text the name, the operator, the decoded string, the digits, or plain text
 * @param line in the template, from 1
 */
record Token(Kind kind, String text, int line) {

  enum Kind {
    /** Plain text outside all tags. */
    TEXT,
    /** <code>{{</code>. */
    OUTPUT_BEGIN,
    /** <code>}}</code>. */
    OUTPUT_END,
    /** <code>{%</code>. */
    TAG_BEGIN,
    /** <code>%}</code>. */
    TAG_END,
    NAME,
    STRING,
    INTEGER,
    FLOAT,
    OPERATOR,
    /** Behind the last word. */
    END
  }

  boolean isName(String name) {
    return kind == Kind.NAME && text.equals(name);
  }

  boolean isOperator(String operator) {
    return kind == Kind.OPERATOR && text.equals(operator);
  }
}
