package dev.palimpsest.jobs.ingest.format;

import static dev.palimpsest.jobs.ingest.format.Json.member;
import static dev.palimpsest.jobs.ingest.format.Values.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Feedback that a record carries itself. */
final class FeedbackEntries {

  private static final Set<String> SOURCES = Set.of("human", "model", "code", "unknown");

  private FeedbackEntries() {}

  /** The entries of {@code record.feedback} that belong to {@code choice}. */
  static List<Feedback> of(JsonNode record, int choice) {
    List<Feedback> found = new ArrayList<>();
    JsonNode entries = member(record, "feedback");
    if (entries == null || !entries.isArray()) {
      return found;
    }
    for (JsonNode entry : entries) {
      boolean elsewhere =
          member(entry, "choice") instanceof NumberText number
              && number.integral()
              && number.doubleValue() != choice;
      Feedback feedback = elsewhere || !entry.isObject() ? null : read(entry);
      if (feedback != null) {
        found.add(feedback);
      }
    }
    return found;
  }

  /** The entry; null if it has no value, label and comment. */
  private static @Nullable Feedback read(JsonNode entry) {
    JsonNode given = member(entry, "value");
    Double value = null;
    String label = text(entry, "label");
    if (given instanceof NumberText number) {
      value = number.doubleValue();
    } else if (given != null && given.isBoolean()) {
      value = given.booleanValue() ? 1.0 : 0.0;
    } else if (label == null) {
      label = text(entry, "value");
    }
    String comment = text(entry, "comment");
    if (value == null && label == null && comment == null) {
      return null;
    }
    String source = text(entry, "source");
    String name = text(entry, "name");
    return new Feedback(
        name == null ? "feedback" : name,
        value,
        label,
        comment,
        source != null && SOURCES.contains(source) ? source : "unknown");
  }
}
