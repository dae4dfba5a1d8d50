package dev.palimpsest.pii;

import dev.palimpsest.pii.Lexicon.Use;
import dev.palimpsest.pii.check.Check;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;

/** Secrets: where a keyword stands, its rules' patterns are tried on a short stretch of text. */
final class KeywordScanner implements LeafScanner {

  /** Characters before a keyword that a pattern may look at. */
  private static final int BEFORE = 48;

  private final List<Rule> rules;

  KeywordScanner(List<Rule> rules) {
    this.rules = rules;
  }

  @Override
  public void scan(Scan scan) {
    Hits hits = scan.hits();
    Map<Integer, Integer> done = new HashMap<>();
    hits.each(
        Use.TRIGGER,
        (hit, rule) -> {
          int from = done.getOrDefault(rule, 0);
          if (hits.end(hit) > from) {
            done.put(rule, match(scan, rule, hits.start(hit), hits.end(hit), from));
          }
        });
  }

  /** Returns where the rule is done with, so that no stretch is matched twice. */
  private int match(Scan scan, int index, int start, int end, int done) {
    Rule rule = rules.get(index);
    Search.Keyword search = (Search.Keyword) rule.search();
    String text = scan.text();
    int from = Math.max(done, start - BEFORE);
    Matcher matcher = search.pattern().matcher(text);
    matcher.region(from, Math.min(text.length(), end + search.reach()));
    matcher.useTransparentBounds(true).useAnchoringBounds(false);
    if (!matcher.find() || matcher.start() > end) {
      return done;
    }
    int group = matcher.groupCount();
    while (group > 0 && matcher.start(group) < 0) {
      group--;
    }
    String value = matcher.group(group);
    if (!Placeholders.contains(value) && !isSpecimen(value) && entropy(value) >= search.entropy()) {
      Set<Evidence> evidence = scan.evidence(index, matcher.start(group), matcher.end(group));
      evidence.add(rule.strength() == Strength.STRONG ? Evidence.VALID : Evidence.CUE);
      scan.offer(index, matcher.start(group), matcher.end(group), Check.OK, evidence);
    }
    return matcher.end();
  }

  /** Documentation shows secrets that say so themselves. */
  static boolean isSpecimen(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    return lower.contains("example")
        || lower.contains("####")
        || lower.endsWith("here")
        || lower.contains("abcdefghijkl")
        || lower.contains("xxxxxx");
  }

  /** −Σ p log₂ p over the characters of {@code value}. */
  static double entropy(String value) {
    int[] counts = new int[128];
    int other = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < 128) {
        counts[c]++;
      } else {
        other++;
      }
    }
    double bits = term(other, value.length());
    for (int count : counts) {
      bits += term(count, value.length());
    }
    return bits;
  }

  private static double term(int count, int length) {
    double p = (double) count / length;
    return count == 0 ? 0 : -p * Math.log(p) / Math.log(2);
  }
}
