package dev.palimpsest.pii;

import dev.palimpsest.pii.DigitRuns.Run;
import dev.palimpsest.pii.check.Check;
import java.util.Collections;

/** Numbers of a fixed number of digits: every stretch of groups of the right length is checked. */
final class DigitScanner implements LeafScanner {

  private final int index;
  private final Rule rule;
  private final Search.Digits search;

  /** By number of digits, whether a value has so many. */
  private final boolean[] lengths;

  private final int shortest;

  DigitScanner(int index, Rule rule, Search.Digits search) {
    this.index = index;
    this.rule = rule;
    this.search = search;
    this.shortest = Collections.min(search.lengths());
    this.lengths = new boolean[Collections.max(search.lengths()) + 1];
    search.lengths().forEach(length -> lengths[length] = true);
  }

  @Override
  public void scan(Scan scan) {
    for (Run run : scan.digitRuns()) {
      if (run.end() - run.start() >= shortest) {
        stretches(scan, run);
      }
    }
  }

  private void stretches(Scan scan, Run run) {
    for (int first = 0; first < run.groups(); first++) {
      int digits = 0;
      for (int last = first; last < run.groups(); last++) {
        digits += run.length(last);
        if (digits >= lengths.length) {
          break;
        }
        if (lengths[digits]) {
          candidate(scan, run, first, last);
        }
      }
    }
  }

  private void candidate(Scan scan, Run run, int first, int last) {
    String text = scan.text();
    int start = run.starts()[first];
    int end = run.ends()[last];
    if (isPart(text, start, end)
        || !search.grouping().matcher(text.substring(start, end)).matches()) {
      return;
    }
    Check check = search.validator().check(DigitRuns.ascii(text, start, end));
    EvidenceSet evidence = scan.evidence(index, start, end);
    if (check == Check.OK && search.validator() != Validator.NONE) {
      evidence = evidence.with(Evidence.VALID);
    }
    if (last > first) {
      evidence = evidence.with(Evidence.GROUPED);
    }
    boolean bare = last == first && rule.strength() != Strength.STRONG;
    if (!bare || evidence.contains(Evidence.KEY) || evidence.contains(Evidence.CONTEXT)) {
      scan.offer(index, start, end, check, evidence);
    }
  }

  /** Digits that go on, with a separator that means one number, are part of something longer. */
  private static boolean isPart(String text, int start, int end) {
    boolean before =
        start > 1
            && joins(text.charAt(start - 1))
            && (endsNumber(text, start - 1) || "[(".indexOf(text.charAt(start - 2)) >= 0);
    boolean after =
        end + 1 < text.length()
            && joins(text.charAt(end))
            && DigitRuns.isDigit(text.charAt(end + 1));
    return before || after;
  }

  private static boolean joins(char c) {
    return c == '-' || c == '.' || c == '/';
  }

  /** A digit, or a group of hexadecimal digits as in a UUID, ends at {@code end}. */
  private static boolean endsNumber(String text, int end) {
    int i = end;
    boolean digit = false;
    while (i > 0 && Character.digit(text.charAt(i - 1), 16) >= 0) {
      digit |= DigitRuns.isDigit(text.charAt(--i));
    }
    return DigitRuns.isDigit(text.charAt(end - 1)) || (digit && end - i >= 4);
  }
}
