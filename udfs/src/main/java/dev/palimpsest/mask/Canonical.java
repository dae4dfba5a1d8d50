package dev.palimpsest.mask;

import java.text.Normalizer;
import java.util.Locale;

/** One spelling for all spellings of a value, so that equal data get equal pseudonyms. */
final class Canonical {

  private Canonical() {}

  /** Compatibility forms, letter case and separators do not tell values apart. */
  static String of(String type, String value) {
    String folded = Normalizer.normalize(value, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return switch (type) {
      case "CREDIT_CARD", "US_SSN", "PHONE" -> folded.replaceAll("[^0-9+]", "");
      case "IBAN" -> folded.replaceAll("[^a-z0-9]", "");
      case "SECRET", "PASSWORD" -> value;
      default -> folded.strip().replaceAll("\\s+", " ");
    };
  }
}
