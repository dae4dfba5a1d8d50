package dev.palimpsest.spark;

import dev.palimpsest.pii.Validator;
import org.apache.spark.sql.api.java.UDF1;
import org.jspecify.annotations.Nullable;

/**
 * {@code luhn_valid(text)}: whether the digits of a text, spaces and hyphens aside, satisfy Luhn's
 * formula; null for null.
 */
final class LuhnValid implements UDF1<String, Boolean> {

  private static final long serialVersionUID = 1;

  @Override
  public @Nullable Boolean call(@Nullable String text) {
    return text == null ? null : Validator.luhn(text.replace(" ", "").replace("-", ""));
  }
}
