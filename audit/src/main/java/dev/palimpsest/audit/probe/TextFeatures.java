package dev.palimpsest.audit.probe;

import dev.palimpsest.audit.probe.LogisticRegression.Features;
import java.util.Arrays;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A text as the set of its words and digit groups, its number shapes (2024-05-01 as 0000-00-00, so
 * that a format is one feature) and the power of two of its length, hashed into {@link #DIMENSION}
 * places and scaled to length 1.
 */
final class TextFeatures {

  static final int DIMENSION = 1 << 15;

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+|\\p{Nd}+");
  private static final Pattern NUMBER = Pattern.compile("\\p{Nd}[\\p{Nd}.,:/-]*");
  private static final Pattern DIGIT = Pattern.compile("\\p{Nd}");

  private TextFeatures() {}

  static Features of(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    TreeSet<Integer> present = new TreeSet<>();
    WORD.matcher(lower).results().forEach(word -> present.add(place(word.group())));
    NUMBER
        .matcher(lower)
        .results()
        .forEach(number -> present.add(place("#" + DIGIT.matcher(number.group()).replaceAll("0"))));
    present.add(place("#length " + (32 - Integer.numberOfLeadingZeros(text.length()))));
    int[] indices = present.stream().mapToInt(Integer::intValue).toArray();
    double[] values = new double[indices.length];
    Arrays.fill(values, 1 / Math.sqrt(indices.length));
    return new Features(indices, values);
  }

  private static int place(String feature) {
    // Fibonacci hashing: the low bits of a string's hash are those of its last letters.
    return (feature.hashCode() * 0x9E3779B9) >>> 17;
  }
}
