package dev.palimpsest.pii;

import dev.palimpsest.pii.DigitRuns.Run;
import dev.palimpsest.pii.check.Check;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Telephone numbers: E.164 with a plus, the North American notation, and national notations where
 * something nearby says that a number is for dialling.
 */
final class PhoneScanner implements LeafScanner {

  private static final int FEWEST_DIGITS = 7;
  private static final int FEWEST_LABELLED = 5;
  private static final int MOST_DIGITS = 15;
  private static final Pattern EXTENSION =
      Pattern.compile("\\s?(?:x|ext\\.?|extension|#)\\s?\\d{1,6}(?!\\w)", Pattern.CASE_INSENSITIVE);

  /** Dates, social security numbers and card numbers are grouped as no telephone number is. */
  private static final Pattern OTHER =
      Pattern.compile(
          "\\d{3}-\\d{2}-\\d{4}|(?:19|20)\\d\\d ?[-–/] ?(?:19|20)\\d\\d|\\d{4}([ -])\\d{4}\\1\\d{4}\\1\\d{1,4}|"
              + "(?:19|20)\\d\\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:[0-2]?\\d|3[01])(?!\\d).*"
              + "|(?:[0-2]?\\d|3[01])[-/.](?:[0-2]?\\d|3[01])[-/.](?:19|20)\\d\\d(?!\\d).*");

  /** A decimal fraction, or a quotient: only behind the code of an area a slash is written. */
  private static final Pattern CALCULATED =
      Pattern.compile("[1-9]\\d*\\.\\d+$|\\(?[1-9][\\d-]*/.*");

  private final NumberingPlans plans = new NumberingPlans();
  private final int index;
  private final List<String> regions;

  PhoneScanner(int index, Search.Phone search) {
    this.index = index;
    this.regions = search.regions();
  }

  @Override
  public void scan(Scan scan) {
    for (Run run : scan.digitRuns()) {
      int digits = run.digits(0, run.groups() - 1);
      if (digits >= FEWEST_DIGITS && !isAmount(scan.text(), run.start())) {
        number(scan, run);
      } else if (digits >= FEWEST_LABELLED
          && run.groups() == 1
          && scan.hits().announces(scan.text(), index, run.start())) {
        // Small countries have short numbers.
        EvidenceSet evidence = scan.evidence(index, run.start(), run.end());
        offer(scan, run.start(), run.end(), Check.BAD_COMPONENT, evidence);
      }
    }
  }

  private static boolean isAmount(String text, int start) {
    return start > 0 && "$€£¥.".indexOf(text.charAt(start - 1)) >= 0;
  }

  private void number(Scan scan, Run run) {
    String text = scan.text();
    int start = opening(text, run.start());
    EvidenceSet evidence = scan.evidence(index, start, run.end());
    if (text.charAt(start) == '+') {
      international(scan, run, start, evidence);
    } else if (!american(scan, run, evidence) && isHinted(evidence)) {
      national(scan, run, evidence);
    }
  }

  /** Takes in a plus and an opening bracket right before the first digit. */
  private static int opening(String text, int start) {
    int at = start;
    if (at > 0 && text.charAt(at - 1) == '(') {
      at--;
    }
    boolean plus = at > 0 && text.charAt(at - 1) == '+';
    boolean inside = at > 1 && Character.isLetterOrDigit(text.charAt(at - 2));
    return plus && !inside ? at - 1 : at;
  }

  private void international(Scan scan, Run run, int start, EvidenceSet evidence) {
    int possible = -1;
    int former = -1;
    for (int last = run.groups() - 1; last >= 0; last--) {
      int digits = run.digits(0, last);
      if (digits < FEWEST_DIGITS || digits > MOST_DIGITS) {
        continue;
      }
      String written = scan.text().substring(start, run.ends()[last]);
      Check check = plans.check(written, "ZZ");
      if (check == Check.OK) {
        EvidenceSet valid = evidence.with(Evidence.VALID).with(Evidence.GROUPED);
        offer(scan, start, run.ends()[last], Check.OK, valid);
        return;
      }
      if (check == Check.BAD_COMPONENT && possible < 0) {
        possible = last;
      }
      if (check == Check.BAD_LENGTH && former < 0 && plans.mayHaveBeenAssigned(written)) {
        former = last;
      }
    }
    if (possible > 0) {
      written(scan, start, run.ends()[possible], Tier.B, evidence);
    } else if (possible == 0 || former >= 0) {
      int end = run.ends()[possible == 0 ? 0 : former];
      if (isHinted(evidence)) {
        offer(scan, start, end, Check.BAD_COMPONENT, evidence);
      } else if (!isVersion(scan.text(), start)) {
        written(scan, start, end, Tier.C, evidence);
      }
    }
  }

  /** {@code 1:14~++20211221121559} and {@code c++1998} have more signs before the plus. */
  private static boolean isVersion(String text, int plus) {
    return plus > 0 && "+~".indexOf(text.charAt(plus - 1)) >= 0;
  }

  private static boolean isHinted(EvidenceSet evidence) {
    return evidence.contains(Evidence.KEY) || evidence.contains(Evidence.CONTEXT);
  }

  /** {@code (ddd) ddd-dddd} with any separators, after a 1 or not. */
  private boolean american(Scan scan, Run run, EvidenceSet evidence) {
    boolean found = false;
    for (int first = 0; first + 2 < run.groups(); first++) {
      boolean grouped =
          run.length(first) == 3 && run.length(first + 1) == 3 && run.length(first + 2) == 4;
      if (!grouped || (first + 3 < run.groups() && joined(scan.text(), run, first + 2))) {
        continue;
      }
      boolean trunk =
          first > 0
              && run.length(first - 1) == 1
              && scan.text().charAt(run.starts()[first - 1]) == '1';
      if (first > 0 && !trunk && joined(scan.text(), run, first - 1)) {
        continue;
      }
      int start = opening(scan.text(), run.starts()[trunk ? first - 1 : first]);
      int end = run.ends()[first + 2];
      Check check = plans.check(scan.text().substring(start, end), "US");
      EvidenceSet own = evidence.with(Evidence.GROUPED);
      if (check == Check.BAD_COMPONENT && joined(scan.text(), run, first + 1)) {
        written(scan, start, end, Tier.B, own);
      } else {
        offer(scan, start, end, check, check == Check.OK ? own.with(Evidence.VALID) : own);
      }
      found = true;
    }
    return found;
  }

  /** Whether a group and the next are joined as in one number. */
  private static boolean joined(String text, Run run, int group) {
    return text.charAt(run.ends()[group]) != ' ';
  }

  private void national(Scan scan, Run run, EvidenceSet evidence) {
    String text = scan.text();
    for (int first = 0; first < run.groups(); first++) {
      for (int last = run.groups() - 1; last >= first; last--) {
        int digits = run.digits(first, last);
        int start = opening(text, run.starts()[first]);
        String written = text.substring(start, run.ends()[last]);
        boolean cut = isCut(text, run, first - 1) || isCut(text, run, last);
        if (cut || digits < FEWEST_DIGITS || digits > MOST_DIGITS || isOther(written)) {
          continue;
        }
        for (String region : regions) {
          if (plans.isDialled(written, region)) {
            offer(scan, start, run.ends()[last], Check.OK, evidence.with(Evidence.VALID));
            return;
          }
        }
      }
    }
    String whole = text.substring(run.start(), run.end());
    if (run.digits(0, run.groups() - 1) <= MOST_DIGITS && !isOther(whole)) {
      offer(scan, opening(text, run.start()), run.end(), Check.BAD_COMPONENT, evidence);
    }
  }

  /** Whether a fraction or a quotient goes on from one group to the next. */
  private static boolean isCut(String text, Run run, int group) {
    return group >= 0
        && group + 1 < run.groups()
        && "./".indexOf(text.charAt(run.ends()[group])) >= 0;
  }

  private static boolean isOther(String written) {
    return OTHER.matcher(written.startsWith("(") ? written.substring(1) : written).matches()
        || CALCULATED.matcher(written).lookingAt();
  }

  /** Written like a telephone number it may be meant as one, whether or not it is handed out. */
  private void written(Scan scan, int start, int end, Tier tier, EvidenceSet evidence) {
    if (!scan.hits().opposes(index, start, end)) {
      scan.add(index, start, extended(scan.text(), end), tier, evidence);
    }
  }

  private void offer(Scan scan, int start, int end, Check check, EvidenceSet evidence) {
    scan.offer(index, start, extended(scan.text(), end), check, evidence);
  }

  private static int extended(String text, int end) {
    int sign = end < text.length() && Character.isWhitespace(text.charAt(end)) ? end + 1 : end;
    if (sign >= text.length() || "xXeE#".indexOf(text.charAt(sign)) < 0) {
      return end;
    }
    Matcher extension = EXTENSION.matcher(text).region(end, text.length());
    return extension.lookingAt() ? extension.end() : end;
  }
}
