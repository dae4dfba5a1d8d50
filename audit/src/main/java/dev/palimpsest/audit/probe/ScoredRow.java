package dev.palimpsest.audit.probe;

import dev.palimpsest.audit.canary.CanaryArm;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A row's scores, without its text.
 *
 * @param id of the row
 * @param role what is known of it
 * @param canary its arm; null unless the role is {@link Role#CANARY}
 * @param slices further groups to report it under, sorted by key
 * @param tokens T, scored tokens, ≥ 1
 * @param errors scored tokens at which the tuned model's likeliest token is another, in [0, T]
 * @param scores probe name to score, finite, in the order of {@link Probe#ALL}
 * @param spans personal values in it
 */
public record ScoredRow(
    String id,
    Role role,
    @Nullable CanaryArm canary,
    Map<String, String> slices,
    int tokens,
    int errors,
    Map<String, Double> scores,
    List<SpanScore> spans) {

  public ScoredRow {
    slices = Collections.unmodifiableMap(new TreeMap<>(slices));
    scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
    spans = List.copyOf(spans);
    if ((role == Role.CANARY) != (canary != null)) {
      throw new IllegalArgumentException(
          "a row must have a canary arm if and only if it is a canary. Provided row: "
              + id
              + ", "
              + role);
    }
    if (tokens < 1 || errors < 0 || errors > tokens) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a scored row must have at least one token and no more errors than tokens. Provided"
                  + " row: %s, tokens %d, errors %d",
              id,
              tokens,
              errors));
    }
    for (Map.Entry<String, Double> score : scores.entrySet()) {
      if (!Double.isFinite(score.getValue())) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "scores must be finite. Provided row: %s, %s = %s",
                id,
                score.getKey(),
                score.getValue()));
      }
    }
  }

  /** Whether the row is too short to be read alone. */
  public boolean lowPower() {
    return tokens < RowSignals.LOW_POWER_TOKENS;
  }

  /**
   * One score.
   *
   * @throws IllegalArgumentException if the row does not have it
   */
  public double score(String probe) {
    Double score = scores.get(probe);
    if (score == null) {
      throw new IllegalArgumentException(
          "every row must have the score " + probe + ". Provided row without it: " + id);
    }
    return score;
  }

  /** The same row with one more score at the end. */
  ScoredRow with(String probe, double score) {
    Map<String, Double> more = new LinkedHashMap<>(scores);
    more.put(probe, score);
    return new ScoredRow(id, role, canary, slices, tokens, errors, more, spans);
  }
}
