package dev.palimpsest.mask;

import dev.palimpsest.pii.Finding;
import dev.palimpsest.text.Conversation;
import java.util.List;

/**
 * A conversation after scrubbing.
 *
 * @param conversation the same shape, masked
 * @param findings what was masked or reported, in the order of the strings and of their text; what
 *     was done about each follows from {@link Policy#action} and {@link Policy#operator}
 */
public record Scrubbed(Conversation conversation, List<Finding> findings) {

  public Scrubbed {
    findings = List.copyOf(findings);
  }
}
