package dev.palimpsest.pii;

import dev.palimpsest.pii.Lexicon.Use;
import dev.palimpsest.pii.check.Check;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;

/** Secrets: where a keyword stands, its rules' patterns are tried on a short stretch of text. */
final class KeywordScanner implements LeafScanner {

  /** Characters before a keyword that a pattern may look at. */
  private static final int BEFORE = 48;

  /** Patterns that reach further are not searched for all the way. */
  private static final int FAR = 256;

  private final RuleBook book;
  private final List<Rule> rules;

  /** By rule. */
  private final List<MatchNeeds> needs;

  KeywordScanner(RuleBook book) {
    this.book = book;
    this.rules = book.rules();
    this.needs = rules.stream().map(KeywordScanner::needs).toList();
  }

  private static MatchNeeds needs(Rule rule) {
    return rule.search() instanceof Search.Keyword search
        ? MatchNeeds.of(search.pattern())
        : MatchNeeds.NOTHING;
  }

  @Override
  public void scan(Scan scan) {
    Hits hits = scan.hits();
    Map<Integer, Integer> done = new HashMap<>(0);
    hits.each(
        Use.TRIGGER,
        (hit, rule) -> {
          int from = done.getOrDefault(rule, 0);
          if (hits.end(hit) > from) {
            int to = match(scan, rule, hits.start(hit), hits.end(hit), from);
            if (to > from) {
              done.put(rule, to);
            }
          }
        });
  }

  /** Returns where the rule is done with, so that no stretch is matched twice. */
  private int match(Scan scan, int index, int start, int end, int done) {
    Rule rule = rules.get(index);
    Search.Keyword search = (Search.Keyword) rule.search();
    String text = scan.text();
    int from = Math.max(done, start - BEFORE);
    int to = Math.min(text.length(), end + search.reach());
    if (!mayMatch(needs.get(index), scan, from, to)) {
      return done;
    }
    Matcher matcher = search.pattern().matcher(book.budgeted(index, text));
    matcher.region(from, to);
    matcher.useTransparentBounds(true).useAnchoringBounds(false);
    if (!(search.reach() > FAR ? starts(matcher, from, end, to) : matcher.find())
        || matcher.start() > end) {
      return done;
    }
    int group = ExpressionScanner.lastGroup(matcher);
    String value = matcher.group(group);
    if (!Placeholders.contains(value) && !isSpecimen(value) && entropy(value) >= search.entropy()) {
      EvidenceSet evidence = scan.evidence(index, matcher.start(group), matcher.end(group));
      evidence = evidence.with(rule.strength() == Strength.STRONG ? Evidence.VALID : Evidence.CUE);
      scan.offer(index, matcher.start(group), matcher.end(group), Check.OK, evidence);
    }
    return matcher.end();
  }

  /** Whether it matches from anywhere up to the keyword: what starts later is another's. */
  private static boolean starts(Matcher matcher, int from, int last, int to) {
    for (int start = from; start <= last && start < to; start++) {
      if (matcher.region(start, to).lookingAt()) {
        return true;
      }
    }
    return false;
  }

  private static boolean mayMatch(MatchNeeds needs, Scan scan, int from, int to) {
    if (!scan.signs().mayHaveRun(from, to, needs.run())) {
      return false;
    }
    return !needs.digit() || (scan.signs().hasDigits() && hasDigit(scan.text(), from, to));
  }

  private static boolean hasDigit(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
        return true;
      }
    }
    return false;
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
