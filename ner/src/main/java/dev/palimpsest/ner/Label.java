package dev.palimpsest.ner;

import dev.palimpsest.pii.EntityType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A label of a model.
 *
 * @param name as the model calls it, without the prefix
 * @param starts whether an entity starts with a token of it, whatever stands before; labels without
 *     a prefix never say so
 * @param type what it means; empty for nothing
 */
record Label(String name, boolean starts, Optional<EntityType> type) {

  /** No entity. */
  private static final String OUTSIDE = "O";

  /** Begin, inside, end or last, single or unit. */
  private static final Pattern PREFIXED = Pattern.compile("([BIELSU])[-_](.+)");

  /**
   * The labels of a model.
   *
   * @param names by the model's number
   * @param where they stand, for messages
   * @throws EntityModelException if some are unknown; the message names them all
   */
  static List<Label> all(List<String> names, LabelTable table, String where) {
    List<Label> labels = new ArrayList<>();
    Set<String> unknown = new TreeSet<>();
    for (String name : names) {
      Matcher prefixed = PREFIXED.matcher(name);
      boolean hasPrefix = prefixed.matches();
      String bare = hasPrefix ? prefixed.group(2) : name;
      boolean starts = hasPrefix && "BSU".contains(prefixed.group(1));
      if (name.equals(OUTSIDE)) {
        labels.add(new Label(name, false, Optional.empty()));
        continue;
      }
      try {
        labels.add(new Label(bare, starts, table.type(bare)));
      } catch (IllegalArgumentException e) {
        unknown.add(bare);
      }
    }
    if (!unknown.isEmpty()) {
      throw new EntityModelException(
          "%s: id2label has labels that mean nothing here: %s. Say what they mean (scrub.ner.labels, --ner-label LABEL=TYPE): none, PERSON, ADDRESS, LOCATION or ORGANIZATION."
              .formatted(where, String.join(", ", unknown)));
    }
    if (labels.stream().allMatch(label -> label.type().isEmpty())) {
      throw new EntityModelException(
          "%s: none of the labels in id2label means an entity. Say what they mean (scrub.ner.labels, --ner-label LABEL=TYPE)."
              .formatted(where));
    }
    return labels;
  }
}
