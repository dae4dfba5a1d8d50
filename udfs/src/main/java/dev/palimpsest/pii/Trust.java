package dev.palimpsest.pii;

/** How clearly a value is set apart from what announces it. */
enum Trust {
  /** It is all of a JSON value. */
  KEY,
  /** A colon, an equals sign or a tag stands between label and value. */
  SEPARATOR,
  /** A verb does: "is", "was". */
  VERB,
  /** It follows a phrase that nothing but such a value follows. */
  PHRASE,
  /** Nothing does. */
  ADJACENT
}
