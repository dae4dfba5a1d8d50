package dev.palimpsest.spark;

import dev.palimpsest.near.Comparison;
import dev.palimpsest.near.NearRule;
import dev.palimpsest.near.SignatureSpec;
import java.io.Serializable;
import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.api.java.UDF2;
import org.jspecify.annotations.Nullable;

/**
 * {@code near_jaccard(a, b)} and {@code near_containment(a, b)}: how much the sets of 5-word
 * shingles of two texts share, exactly, in [0, 1]; null if one is null.
 */
final class TextOverlap implements UDF2<String, String, Double> {

  private static final long serialVersionUID = 1;

  /** A measure that can be sent to tasks. */
  interface Measure extends ToDoubleFunction<Comparison>, Serializable {}

  private final Measure measure;

  TextOverlap(Measure measure) {
    this.measure = measure;
  }

  @Override
  public @Nullable Double call(@Nullable String left, @Nullable String right) {
    return left == null || right == null
        ? null
        : measure.applyAsDouble(
            new NearRule(SignatureSpec.DEFAULT, 1).compare(NearText.of(left), NearText.of(right)));
  }
}
