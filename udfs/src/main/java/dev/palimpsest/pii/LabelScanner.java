package dev.palimpsest.pii;

import dev.palimpsest.pii.Lexicon.Use;
import dev.palimpsest.pii.check.Check;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values that a label or a phrase in the text announces. */
final class LabelScanner implements LeafScanner {

  private static final int MOST_NAMES = 50;

  private static final int LONGEST_ELEMENT = 1 << 8;

  /** From one name of a list to the next: a comma, "and", or the next bullet. */
  private static final Pattern NEXT_NAME =
      Pattern.compile(
          "(?:, and |,? and |, |; | & )|[^\\n]{0,60}\\n[ \\t]*(?:[-*•]|\\d{1,2}[.)])[ \\t]+[*_]{0,2}");

  private static final Pattern TYPE = Pattern.compile("\\p{Lu}\\p{Ll}+\\p{Lu}[\\p{Ll}\\p{Lu}]*");

  private final List<Rule> rules;

  LabelScanner(List<Rule> rules) {
    this.rules = rules;
  }

  @Override
  public void scan(Scan scan) {
    Hits hits = scan.hits();
    String text = scan.text();
    hits.each(
        Use.LABEL,
        (hit, rule) -> {
          if (!isLonger(hits, hit) && !isMask(text, hits.start(hit), hits.end(hit))) {
            read(scan, rule, LabelSyntax.after(text, hits.end(hit)), hit);
          }
        });
    hits.each(
        Use.CUE, (hit, rule) -> read(scan, rule, LabelSyntax.following(text, hits.end(hit)), hit));
  }

  /** What stands for a masked value, {@code <ADDRESS_3>}, and is no tag: none like it closes. */
  private static boolean isMask(String text, int start, int end) {
    if (start == 0 || text.charAt(start - 1) != '<' || !text.startsWith(">", end)) {
      return false;
    }
    for (int i = start; i < end; i++) {
      if (CharacterKinds.isLower(text.charAt(i))) {
        return false;
      }
    }
    // No further than an element with one value goes: texts may hold thousands of masks.
    String behind = text.substring(end, Math.min(text.length(), end + LONGEST_ELEMENT));
    return !behind.contains("</" + text.substring(start, end) + ">");
  }

  /** Whether the label is only part of another label, or of a name for something else. */
  private static boolean isLonger(Hits hits, int hit) {
    int first = hit;
    while (first > 0 && hits.end(first - 1) >= hits.start(hit)) {
      first--;
    }
    for (int other = first; other < hits.size() && other < hit + 8; other++) {
      boolean covers =
          hits.start(other) <= hits.start(hit)
              && hits.end(other) >= hits.end(hit)
              && hits.end(other) - hits.start(other) > hits.end(hit) - hits.start(hit);
      if (covers && (hits.is(Use.LABEL, other) || hits.is(Use.NOT_LABEL, other))) {
        return true;
      }
    }
    return false;
  }

  private void read(Scan scan, int index, LabelSyntax.@Nullable Value value, int hit) {
    if (value == null) {
      return;
    }
    int labelEnd = scan.hits().end(hit);
    Shape shape = ((Search.Labelled) rules.get(index).search()).shape();
    int end = shape.end(scan.text(), value.start(), value.trust());
    boolean code =
        value.trust() == Trust.ADJACENT
            ? isCode(scan, hit, value)
            : shape == Shape.IDENTIFIER
                && (isConstant(scan, hit, value.start(), end) || endsLikeLabel(scan, hit, end));
    if (end <= value.start() || code) {
      return;
    }
    EvidenceSet evidence = EvidenceSet.of(Evidence.SHAPE, Evidence.CUE);
    if (shape.validates()) {
      evidence = evidence.with(Evidence.VALID);
    }
    // A form of address is part of the name: it tells the sex.
    int start = shape == Shape.TITLED_NAME ? scan.hits().start(hit) : value.start();
    scan.offer(index, start, end, Check.OK, evidence);
    boolean several = Character.toLowerCase(scan.text().charAt(labelEnd)) == 's';
    if (several && (shape == Shape.NAME || shape == Shape.FULL_NAME)) {
      list(scan, index, end, evidence);
    }
  }

  /** The end of a constant's name, or a type in front of a variable: {@code UserId u1}. */
  private static boolean isCode(Scan scan, int hit, LabelSyntax.Value value) {
    String text = scan.text();
    int start = scan.hits().start(hit);
    if (start > 0 && text.charAt(start - 1) == '_') {
      return true;
    }
    String label = text.substring(start, scan.hits().end(hit));
    return TYPE.matcher(label).matches() && Character.isLowerCase(text.charAt(value.start()));
  }

  /** A constant with a small number: {@code FIRST_UID = 1000}. */
  private static boolean isConstant(Scan scan, int hit, int start, int end) {
    String text = scan.text();
    int label = scan.hits().start(hit);
    boolean constant =
        label > 0 && text.charAt(label - 1) == '_' && Character.isUpperCase(text.charAt(label));
    boolean number = end - start <= 4;
    for (int i = start; i < end; i++) {
      number &= DigitRuns.isDigit(text.charAt(i));
    }
    return constant && number;
  }

  /** The name of a type or of another variable: {@code handle: PRCounterHandle}. */
  private static boolean endsLikeLabel(Scan scan, int hit, int end) {
    int start = scan.hits().start(hit);
    int length = scan.hits().end(hit) - start;
    return scan.text().regionMatches(true, end - length, scan.text(), start, length);
  }

  /** "Passengers: X, Y and Z": the names after the first. */
  private static void list(Scan scan, int index, int from, EvidenceSet evidence) {
    String text = scan.text();
    Matcher next = NEXT_NAME.matcher(text);
    int at = from;
    for (int n = 1; n < MOST_NAMES && next.region(at, text.length()).lookingAt(); n++) {
      int end = Shape.FULL_NAME.end(text, next.end(), Trust.SEPARATOR);
      if (end < 0) {
        return;
      }
      scan.offer(index, next.end(), end, Check.OK, evidence);
      at = end;
    }
  }
}
