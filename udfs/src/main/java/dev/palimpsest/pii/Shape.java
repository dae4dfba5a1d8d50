package dev.palimpsest.pii;

/** What a value after a label looks like. */
public enum Shape {
  /** One or more words of a name. */
  NAME {
    @Override
    int end(String text, int start, Trust trust) {
      return NameText.end(text, start, trust, 1);
    }
  },

  /** A name after a title, where even a common word is a name. */
  TITLED_NAME {
    @Override
    int end(String text, int start, Trust trust) {
      return NameText.titled(text, start);
    }
  },

  /** Two or more words of a name, for labels that other things have too. */
  FULL_NAME {
    @Override
    int end(String text, int start, Trust trust) {
      return NameText.end(text, start, trust, 2);
    }
  },

  /** A day of the calendar. */
  DATE {
    @Override
    int end(String text, int start, Trust trust) {
      DateText.Read date = DateText.read(text, start);
      return date == null ? -1 : date.end();
    }
  },

  /** A line of a postal address. */
  ADDRESS {
    @Override
    int end(String text, int start, Trust trust) {
      return FieldText.address(text, start, trust);
    }
  },

  /** Digits, or digits and letters, as some country's post writes them. */
  POSTCODE {
    @Override
    int end(String text, int start, Trust trust) {
      return FieldText.postcode(text, start, trust);
    }
  },

  /** A word that stands for a person or an account. */
  IDENTIFIER {
    @Override
    int end(String text, int start, Trust trust) {
      return FieldText.identifier(text, start, trust);
    }
  },

  /** Capitalised words, or all of a JSON value that is short. */
  ORGANIZATION {
    @Override
    int end(String text, int start, Trust trust) {
      return FieldText.organization(text, start, trust);
    }
  },

  /** The number of a document or an account: at least one digit. */
  CODE {
    @Override
    int end(String text, int start, Trust trust) {
      return FieldText.code(text, start, trust);
    }
  },

  /** A generated secret: long, without spaces, letters and digits mixed. */
  TOKEN {
    @Override
    int end(String text, int start, Trust trust) {
      return FieldText.token(text, start, trust);
    }
  },

  /** A secret that somebody thought of. */
  PASSWORD {
    @Override
    int end(String text, int start, Trust trust) {
      return FieldText.password(text, start, trust);
    }
  };

  /** End of the value that starts at {@code start}; −1 if none does. */
  abstract int end(String text, int start, Trust trust);

  /** Whether a value that was read is also proved to be well formed. */
  boolean validates() {
    return this == DATE;
  }
}
