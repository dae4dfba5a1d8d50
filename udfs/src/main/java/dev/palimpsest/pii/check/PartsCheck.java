package dev.palimpsest.pii.check;

import java.util.regex.Pattern;

/**
 * The parts of a value that are ever issued, as a regular expression.
 *
 * @param pattern matches all of the value
 */
record PartsCheck(Pattern pattern) implements ValueCheck {

  @Override
  public Check check(String value) {
    return pattern.matcher(value).matches() ? Check.OK : Check.BAD_COMPONENT;
  }
}
