package dev.palimpsest.jobs.explain;

import java.util.ArrayList;
import java.util.List;

/** Text with labels in a column on the left. */
final class Lines {

  private static final int LABEL = 13;

  private final List<String> lines = new ArrayList<>();

  void title(String text) {
    lines.add(text);
  }

  /** A labelled line; an empty label continues the one above. */
  void add(String label, String format, Object... values) {
    String text = values.length == 0 ? format : format.formatted(values);
    lines.add("  " + label + " ".repeat(Math.max(1, LABEL - label.length())) + text);
  }

  List<String> all() {
    return List.copyOf(lines);
  }
}
