package dev.palimpsest.pii.check;

/** What a validator says about a value, worst reason first found. */
public enum Check {
  OK,
  BAD_LENGTH,
  /** A character or separator where none belongs. */
  BAD_FORMAT,
  /** A part (country, area, range, date) that is never issued. */
  BAD_COMPONENT,
  BAD_CHECKSUM
}
