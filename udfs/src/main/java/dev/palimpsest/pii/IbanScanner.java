package dev.palimpsest.pii;

import dev.palimpsest.pii.check.Check;

/** IBANs: a country code and two check digits, then as many characters as the country has. */
final class IbanScanner implements LeafScanner {

  /** Fewest characters of an IBAN that was cut short: Norway's have 15. */
  private static final int SHORTEST = 15;

  private final int index;

  IbanScanner(int index) {
    this.index = index;
  }

  @Override
  public void scan(Scan scan) {
    String text = scan.text();
    Signs signs = scan.signs();
    for (int group = 0; group < signs.groups(); group++) {
      int start = signs.start(group);
      boolean mayBe = signs.hasDigit(group) || signs.end(group) == start + 2;
      if (mayBe && start + 14 < text.length() && isCountry(text, start)) {
        candidate(scan, start);
      }
    }
  }

  private static boolean isCountry(String text, int i) {
    return isLetter(text.charAt(i))
        && isLetter(text.charAt(i + 1))
        && startsDigits(text, text.charAt(i + 2) == ' ' ? i + 3 : i + 2)
        && (i == 0 || !Character.isLetterOrDigit(text.charAt(i - 1)));
  }

  private static boolean startsDigits(String text, int i) {
    return DigitRuns.isDigit(text.charAt(i)) && DigitRuns.isDigit(text.charAt(i + 1));
  }

  private static boolean isLetter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  private void candidate(Scan scan, int start) {
    String text = scan.text();
    int length =
        Ibans.length(
            Character.toUpperCase(text.charAt(start)),
            Character.toUpperCase(text.charAt(start + 1)));
    if (length < 0) {
      return;
    }
    StringBuilder iban = new StringBuilder();
    boolean grouped = false;
    boolean oddly = false;
    int i = start;
    while (i < text.length() && iban.length() < length) {
      char c = text.charAt(i);
      if (c < 128 && Character.isLetterOrDigit(c)) {
        iban.append(Character.toUpperCase(c));
      } else if (c == ' ' || c == '-' || c == '\u00a0' || isInnerDot(text, i)) {
        grouped |= iban.length() % 4 == 0;
        oddly |= iban.length() % 4 != 0;
      } else {
        break;
      }
      i++;
    }
    boolean ended = i == text.length() || !Character.isLetterOrDigit(text.charAt(i));
    if (iban.length() < SHORTEST || !ended) {
      return;
    }
    Check check = Validator.IBAN.check(iban.toString());
    if (check != Check.OK && (oddly || !hasDigits(iban))) {
      return;
    }
    EvidenceSet evidence = scan.evidence(index, start, i);
    if (check == Check.OK) {
      evidence = evidence.with(Evidence.VALID);
    }
    if (grouped) {
      evidence = evidence.with(Evidence.GROUPED);
    }
    scan.offer(index, start, i, check, evidence);
  }

  /** Account numbers are of digits, a third of them at least. */
  private static boolean hasDigits(CharSequence iban) {
    return 3 * iban.chars().filter(c -> c <= '9').count() >= iban.length();
  }

  /** A dot that no space follows: one that ends a sentence ends the number too. */
  private static boolean isInnerDot(String text, int at) {
    return text.charAt(at) == '.'
        && at + 1 < text.length()
        && Character.isLetterOrDigit(text.charAt(at + 1));
  }
}
