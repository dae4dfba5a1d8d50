package dev.palimpsest.pii;

import dev.palimpsest.pii.Lexicon.Use;

/** What must be in a leaf so that a scanner could find something there. */
enum Sign {
  ANY,
  AT,
  DIGIT,
  ADDRESS_JOINT,
  SCHEME,
  SCHEME_OR_DOT,
  LONG_WORD,
  DATE,
  CAPITAL,
  PHRASE,
  TRIGGER,
  LABEL,
  NAME_LABEL,
  STREET,
  COMPANY,
  KEY;

  /** Whether it is one of those that {@link #in} names. */
  boolean isAmong(int signs) {
    return (signs >>> ordinal() & 1) != 0;
  }

  /** One bit for each that is in the leaf; its keywords have been read. */
  static int in(Scan scan) {
    Signs signs = scan.signs();
    Hits hits = scan.hits();
    int schemes = signs.schemes().size();
    return bit(ANY, true)
        | bit(AT, signs.ats().size() > 0)
        | bit(DIGIT, signs.hasDigits())
        | bit(ADDRESS_JOINT, signs.addressJoints().size() > 0)
        | bit(SCHEME, schemes > 0)
        | bit(SCHEME_OR_DOT, schemes + signs.hostDots().size() > 0)
        | bit(LONG_WORD, signs.longWords().size() > 0)
        | bit(DATE, signs.dates().size() > 0)
        | bit(CAPITAL, signs.capitals() > 0)
        | bit(PHRASE, hits.has(Use.BEFORE) || hits.has(Use.AFTER) || hits.has(Use.WORD))
        | bit(TRIGGER, hits.has(Use.TRIGGER))
        | bit(LABEL, hits.has(Use.LABEL) || hits.has(Use.CUE))
        | bit(NAME_LABEL, hits.has(Use.NAME))
        | bit(STREET, hits.has(Use.STREET))
        | bit(COMPANY, hits.has(Use.COMPANY))
        | bit(KEY, !scan.key().labelled().isEmpty());
  }

  private static int bit(Sign sign, boolean present) {
    return present ? 1 << sign.ordinal() : 0;
  }
}
