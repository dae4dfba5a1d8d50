package dev.palimpsest.pii;

import dev.palimpsest.pii.check.Check;
import dev.palimpsest.pii.check.ValueCheck;
import java.util.Arrays;
import java.util.List;

/**
 * All identifiers at once: stretches of one or more groups of letters and digits whose shape some
 * rule has.
 */
final class IdentifierScanner implements LeafScanner {

  /** Longest group of letters alone that an identifier starts with: a country or form code. */
  private static final int LONGEST_PREFIX = 5;

  /** Length of an Italian tax code. */
  private static final int TAX_CODE = 16;

  private final RuleBook book;
  private final List<Rule> rules;
  private final Identifiers identifiers;
  private final int[][][] groupings;

  IdentifierScanner(RuleBook book) {
    this.book = book;
    this.rules = book.rules();
    this.identifiers = new Identifiers(book.rules());
    this.groupings = rules.stream().map(IdentifierScanner::groupings).toArray(int[][][]::new);
  }

  private static int[][] groupings(Rule rule) {
    List<String> groups =
        rule.search() instanceof Search.Identifier search ? search.groups() : null;
    return groups == null
        ? new int[0][]
        : groups.stream().map(Identifiers::groups).toArray(int[][]::new);
  }

  private boolean isGrouped(int index, int[] sizes, int count) {
    for (int[] grouping : groupings[index]) {
      if (Arrays.equals(grouping, 0, grouping.length, sizes, 0, count)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void scan(Scan scan) {
    Signs signs = scan.signs();
    boolean hinted = scan.isAnyHinted(identifiers.loose());
    for (int group = 0; group < signs.groups(); group++) {
      if (mayStart(signs, group) && !goesOnBefore(signs.characters(), signs.start(group))) {
        stretches(scan, signs, group, hinted);
      }
    }
  }

  private static boolean mayStart(Signs signs, int group) {
    int start = signs.start(group);
    int end = signs.end(group);
    int length = end - start;
    boolean digit = signs.hasDigit(group);
    if (!digit && length > LONGEST_PREFIX && length != TAX_CODE) {
      return false;
    }
    char[] text = signs.characters();
    if (length > AlnumGroups.LONGEST) {
      return false;
    }
    if (digit || isLettersForDigits(text, start, end)) {
      return true;
    }
    if (length > LONGEST_PREFIX || group + 1 == signs.groups()) {
      return false;
    }
    if (signs.hasDigit(group + 1)) {
      return isJoined(signs, group);
    }
    int second = signs.end(group + 1);
    int next = second - signs.start(group + 1);
    if (next == length && isHexadecimal(text, start, second)) {
      return isJoined(signs, group);
    }
    return next <= LONGEST_PREFIX
        && group + 2 < signs.groups()
        && signs.hasDigit(group + 2)
        && isJoined(signs, group)
        && isJoined(signs, group + 1);
  }

  /** An Italian tax code, of which letters may stand for the digits: all of its characters. */
  private static boolean isLettersForDigits(char[] text, int start, int end) {
    return end - start == TAX_CODE
        && CharacterKinds.isUpper(text[start])
        && CharacterKinds.isUpper(text[end - 1]);
  }

  /** Whether the next group may belong to the same identifier. */
  private static boolean isJoined(Signs signs, int group) {
    return group + 1 < signs.groups()
        && AlnumGroups.areJoined(signs.characters(), signs.end(group), signs.start(group + 1));
  }

  /** A hardware address may be all letters. */
  private static boolean isHexadecimal(char[] text, int start, int end) {
    if (end - start != 5 && end - start != 9) {
      return false;
    }
    for (int i = start; i < end; i++) {
      if (Character.digit(text[i], 16) < 0 && "-:.".indexOf(text[i]) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Tries every number of groups from {@code first} on, as long as any value goes on like that. */
  private void stretches(Scan scan, Signs signs, int first, boolean hinted) {
    String text = scan.text();
    int start = signs.start(first);
    long shape = Identifiers.empty();
    int length = 0;
    int[] sizes = scan.groupSizes();
    for (int count = 0; count < sizes.length; ) {
      int from = signs.start(first + count);
      int end = signs.end(first + count);
      if (length + end - from > AlnumGroups.LONGEST) {
        return;
      }
      if (signs.isMixed(first + count)) {
        for (int i = from; i < end; i++) {
          shape = Identifiers.with(shape, text.charAt(i));
        }
      } else {
        shape = Identifiers.with(shape, end - from, !signs.hasDigit(first + count));
      }
      length += end - from;
      sizes[count++] = end - from;
      int[] rules = identifiers.closed(shape, length).worthTrying(scan);
      if (rules.length > 0 && !isPart(text, start, end)) {
        for (int index : rules) {
          candidate(scan, index, start, end, sizes, count);
        }
      }
      for (Identifiers.Open open : identifiers.open(length)) {
        if (open.fits(shape) && !isPart(text, start, end)) {
          candidate(scan, open.rule(), start, end, sizes, count);
        }
      }
      if (!isJoined(signs, first + count - 1) || !identifiers.mayGoOn(shape, length, hinted)) {
        return;
      }
    }
  }

  private void candidate(Scan scan, int index, int start, int end, int[] sizes, int count) {
    Rule rule = rules.get(index);
    Search.Identifier search = (Search.Identifier) rule.search();
    boolean hint = scan.isHinted(index, start, end);
    if (!hint && rule.strength() == Strength.CONTEXTUAL) {
      return;
    }
    boolean grouped =
        count > 1
            && isGrouped(index, sizes, count)
            && (hint || sameSeparators(scan.text(), start, end));
    boolean whole = count == 1 ? search.isWhole(end - start) : grouped;
    if (!hint && !whole) {
      return;
    }
    if (count > 1 ? !grouped && !search.isLoose() : !whole) {
      return;
    }
    if (count > 1 && !separatorsFit(search, scan.text(), start, end)) {
      return;
    }
    if (count == 3 && isDate(scan.text(), start, end)) {
      return;
    }
    String value = compact(scan.text(), start, end);
    if (search.pattern() != null
        && !search.pattern().matcher(book.budgeted(index, value)).matches()) {
      return;
    }
    Check check = ValueCheck.all(search.checks(), value);
    EvidenceSet evidence = scan.evidence(index, start, end);
    if (grouped) {
      evidence = evidence.with(Evidence.GROUPED);
    }
    if (check == Check.OK && !search.checks().isEmpty()) {
      evidence = evidence.with(Evidence.VALID);
    }
    scan.offer(index, start, end, check, evidence);
  }

  /** One sign between all groups, or a hyphen before the last, as check digits are written. */
  private static boolean sameSeparators(String text, int start, int end) {
    char first = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (AlnumGroups.isSeparator(c)) {
        if (AlnumGroups.isSeparator(text.charAt(i + 1))) {
          return false;
        }
        first = first == 0 ? c : first;
        boolean last = c == '-' && text.substring(i + 1, end).indexOf('-') < 0;
        if (c != first && !last && c != '/') {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean separatorsFit(Search.Identifier search, String text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (AlnumGroups.isSeparator(c) && !search.isSeparator(c)) {
        return false;
      }
    }
    return true;
  }

  /** What goes on with a sign that joins one name or number is part of something longer. */
  private static boolean goesOnBefore(char[] text, int start) {
    if (start == 0) {
      return false;
    }
    char before = text[start - 1];
    return switch (before) {
      case ' ' -> false;
      case '-', '.', '/', '@', '\\', '%' -> start > 1 && AlnumGroups.isAlnum(text[start - 2]);
      default -> isWordSign(before);
    };
  }

  private static boolean goesOnBehind(String text, int end) {
    if (end == text.length()) {
      return false;
    }
    char after = text.charAt(end);
    return switch (after) {
      case ' ' -> false;
      case '-', '.', '/', '@', '\\', '+' ->
          end + 1 < text.length() && AlnumGroups.isAlnum(text.charAt(end + 1));
      default -> isWordSign(after);
    };
  }

  private static boolean isPart(String text, int start, int end) {
    if (goesOnBehind(text, end)) {
      return true;
    }
    int colon = isColon(text, start - 1) || isColon(text, end) ? text.indexOf(':', start) : -1;
    return colon >= 0 && colon < end;
  }

  private static boolean isDate(String text, int start, int end) {
    DateText.Read date = DateText.read(text, start);
    return date != null && date.end() == end;
  }

  private static boolean isColon(String text, int at) {
    return at >= 0 && at < text.length() && text.charAt(at) == ':';
  }

  /** Scripts without spaces write numbers right beside words; the Latin one does not. */
  private static boolean isWordSign(char c) {
    return c == '_' || (Character.isLetter(c) && c < 0x250);
  }

  static String compact(String text, int start, int end) {
    StringBuilder compact = new StringBuilder(end - start);
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (AlnumGroups.isAlnum(c)) {
        int digit = Character.digit(c, 10);
        compact.append(digit >= 0 ? (char) ('0' + digit) : Character.toUpperCase(c));
      }
    }
    return compact.toString();
  }
}
