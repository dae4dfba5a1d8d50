package dev.palimpsest.audit.canary;

/**
 * A sentence with places for a name and a secret. It should read like the corpus: a model learns a
 * foreign-looking line more easily, which overstates what it remembers of the rest.
 *
 * @param text holds <code>{secret}</code> exactly once, after its start, and <code>{name}</code> at
 *     most once
 */
public record SentenceTemplate(String text) {

  private static final String SECRET = "{secret}";
  private static final String NAME = "{name}";

  public SentenceTemplate {
    if (text.indexOf(SECRET) < 1 || text.indexOf(SECRET) != text.lastIndexOf(SECRET)) {
      throw new IllegalArgumentException(
          "a canary sentence must hold {secret} once, with text before it: the first token of a row"
              + " is never predicted. Provided value: "
              + text);
    }
    if (text.indexOf(NAME) != text.lastIndexOf(NAME)) {
      throw new IllegalArgumentException(
          "a canary sentence must hold {name} at most once. Provided value: " + text);
    }
  }

  Canary fill(CanaryArm arm, String name, String secret) {
    String named = text.replace(NAME, name);
    int at = named.indexOf(SECRET);
    String sentence = named.substring(0, at) + secret + named.substring(at + SECRET.length());
    int start = named.codePointCount(0, at);
    return new Canary(arm, sentence, start, start + secret.codePointCount(0, secret.length()));
  }
}
