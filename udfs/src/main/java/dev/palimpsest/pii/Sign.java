package dev.palimpsest.pii;

import dev.palimpsest.pii.Lexicon.Use;

/** What must be in a leaf so that a scanner could find something there. */
enum Sign {
  ANY {
    @Override
    boolean isIn(Scan scan) {
      return true;
    }
  },
  AT {
    @Override
    boolean isIn(Scan scan) {
      return scan.signs().ats().size() > 0;
    }
  },
  DIGIT {
    @Override
    boolean isIn(Scan scan) {
      return scan.signs().hasDigits();
    }
  },
  ADDRESS_JOINT {
    @Override
    boolean isIn(Scan scan) {
      return scan.signs().addressJoints().size() > 0;
    }
  },
  SCHEME {
    @Override
    boolean isIn(Scan scan) {
      return scan.signs().schemes().size() > 0;
    }
  },
  SCHEME_OR_DOT {
    @Override
    boolean isIn(Scan scan) {
      return scan.signs().schemes().size() + scan.signs().hostDots().size() > 0;
    }
  },
  LONG_WORD {
    @Override
    boolean isIn(Scan scan) {
      return scan.signs().longWords() > 0;
    }
  },
  DATE {
    @Override
    boolean isIn(Scan scan) {
      return scan.signs().dates().size() > 0;
    }
  },
  CAPITAL {
    @Override
    boolean isIn(Scan scan) {
      return scan.signs().capitals() > 0;
    }
  },
  PHRASE {
    @Override
    boolean isIn(Scan scan) {
      Hits hits = scan.hits();
      return hits.has(Use.BEFORE) || hits.has(Use.AFTER) || hits.has(Use.WORD);
    }
  },
  TRIGGER {
    @Override
    boolean isIn(Scan scan) {
      return scan.hits().has(Use.TRIGGER);
    }
  },
  LABEL {
    @Override
    boolean isIn(Scan scan) {
      return scan.hits().has(Use.LABEL) || scan.hits().has(Use.CUE);
    }
  },
  NAME_LABEL {
    @Override
    boolean isIn(Scan scan) {
      return scan.hits().has(Use.NAME);
    }
  },
  STREET {
    @Override
    boolean isIn(Scan scan) {
      return scan.hits().has(Use.STREET);
    }
  },
  COMPANY {
    @Override
    boolean isIn(Scan scan) {
      return scan.hits().has(Use.COMPANY);
    }
  },
  KEY {
    @Override
    boolean isIn(Scan scan) {
      return !scan.key().labelled().isEmpty();
    }
  };

  abstract boolean isIn(Scan scan);
}
