package dev.palimpsest.audit.chat;

/**
 * A chat template that cannot be read, or cannot render a conversation. What the template itself
 * raises has the template's own message.
 */
public final class TemplateException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  TemplateException(String message) {
    super(message);
  }

  static TemplateException at(int line, String what) {
    return new TemplateException("chat template, line " + line + ": " + what);
  }
}
