package dev.palimpsest.text;

import com.fasterxml.jackson.core.JsonProcessingException;

/** What JSON and YAML readers say of bad input, fit for one line of a message. */
public final class JsonErrors {

  private JsonErrors() {}

  /**
   * The first line alone, of the record that refused its values if one did; further lines show the
   * text around the error.
   */
  public static String line(JsonProcessingException e) {
    Throwable cause = e.getCause();
    String message =
        cause instanceof IllegalArgumentException && cause.getMessage() != null
            ? cause.getMessage()
            : e.getOriginalMessage();
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
