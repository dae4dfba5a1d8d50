package dev.palimpsest.pii;

import java.util.List;
import java.util.Set;

/**
 * Personal data at a place. It never holds the value.
 *
 * @param path the leaf, see {@link dev.palimpsest.text.Place}
 * @param start first character in the outermost string around the leaf, in UTF-16 units
 * @param end end of it, exclusive
 * @param startCodePoint {@code start} in code points
 * @param endCodePoint {@code end} in code points
 * @param type a type of the rule book
 * @param alternatives other types that were seen in the same characters, sorted
 * @param tier how strong the evidence is
 * @param score in (0, 1), higher is surer; comparable within a type only
 * @param evidence what speaks for it
 * @param rule id of the rule that found it
 */
public record Finding(
    String path,
    int start,
    int end,
    int startCodePoint,
    int endCodePoint,
    String type,
    List<String> alternatives,
    Tier tier,
    double score,
    Set<Evidence> evidence,
    String rule) {

  public Finding {
    if (start < 0 || end <= start || endCodePoint <= startCodePoint) {
      throw new IllegalArgumentException(
          "a finding covers at least one character. Provided: [" + start + ", " + end + ")");
    }
    if (!(score > 0 && score < 1)) {
      throw new IllegalArgumentException("score must be in (0, 1). Provided value: " + score);
    }
    alternatives = List.copyOf(alternatives);
    // In the order of the enum, so that it reads the same in every run.
    evidence = EvidenceSet.copyOf(evidence);
  }
}
