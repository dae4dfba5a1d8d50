package dev.palimpsest.pii;

import java.text.Normalizer;
import java.util.Locale;

/** One spelling for all spellings of a value, so that equal data get equal pseudonyms. */
public final class Canonical {

  private Canonical() {}

  /**
   * Compatibility forms and white space never tell two values apart; letter case does in secrets
   * only, separators do not in numbers, and a date is its day.
   */
  public static String of(String type, String value) {
    String folded = Normalizer.normalize(value, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return switch (type) {
      case "PHONE" -> folded.replaceAll("[^0-9+]", "");
      case "SECRET", "PASSWORD", "CRYPTO_WALLET" -> value;
      case "DATE_OF_BIRTH" -> day(folded.strip());
      case "PERSON",
          "ADDRESS",
          "EMAIL",
          "USER_ID",
          "IP_ADDRESS",
          "URL",
          "LOCATION",
          "ORGANIZATION" ->
          folded.strip().replaceAll("\\s+", " ");
      default -> folded.replaceAll("[^\\p{L}\\p{Nd}]", "");
    };
  }

  /** ISO 8601; where day and month could be swapped, the text stays as it is. */
  private static String day(String text) {
    DateText.Read read = DateText.read(text, 0);
    if (read == null || read.end() < text.length() || read.days().size() > 1) {
      return text;
    }
    return read.days().get(0).toString();
  }
}
