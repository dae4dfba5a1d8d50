package dev.palimpsest.pii;

import dev.palimpsest.pii.Lexicon.Use;
import dev.palimpsest.pii.check.Check;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * House number, one to four capitalised words and a kind of street, with unit, town, state and
 * postcode behind it where they follow.
 */
final class StreetScanner implements LeafScanner {

  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_REST = 120;

  /** Of a notice such as {@code 1991-1997, Thomas G. Lane}. */
  private static final Pattern YEARS = Pattern.compile("(?:19|20)\\d\\d-(?:19|20)\\d\\d,? ");

  private static final List<String> LEGAL_FORMS =
      List.of(
          "Inc",
          "Incorporated",
          "Corporation",
          "Corp",
          "Foundation",
          "Ltd",
          "Limited",
          "LLC",
          "GmbH",
          "AG",
          "Consortium",
          "Company");

  /** A name and perhaps the legal form behind it; lines of comments go on with a sign. */
  private static final Pattern COMPANY =
      Pattern.compile(
          "(?<![\\p{L}])(\\p{Lu}[\\p{L}&-]+)"
              + "(?:[\\s#*%;/\",.\\\\-]{1,12}("
              + String.join("|", LEGAL_FORMS)
              + ")\\.?)?,?[\\s#*%;/\".\\\\-]{1,40}$");

  /** A number and a word for computing parts before "drive" or "way" make no street. */
  private static final Set<String> NOT_STREETS =
      Set.of(
          "gb",
          "tb",
          "mb",
          "kb",
          "usb",
          "ssd",
          "hdd",
          "hard",
          "flash",
          "disk",
          "external",
          "test",
          "solid",
          "state",
          "left",
          "right",
          "four",
          "two",
          "wheel",
          "business",
          "easy",
          "best",
          "new",
          "only",
          "one",
          "the",
          "of",
          "step",
          "steps",
          "minute",
          "hour",
          "day",
          "star",
          "win");

  private final int index;

  StreetScanner(int index) {
    this.index = index;
  }

  @Override
  public void scan(Scan scan) {
    Hits hits = scan.hits();
    hits.each(
        Use.STREET,
        index,
        (hit, rule) -> {
          if (Character.isUpperCase(scan.text().charAt(hits.start(hit)))) {
            candidate(scan, hits.start(hit), hits.end(hit));
          }
        });
  }

  private void candidate(Scan scan, int kind, int kindEnd) {
    String text = scan.text();
    int start = numberBefore(text, kind);
    if (start == kind) {
      return;
    }
    String street = text.substring(StreetName.start(text, start, kind), kind);
    if (isOther(street) || isYears(text, start, kind)) {
      return;
    }
    int end = StreetRest.end(text, kindEnd, Math.min(text.length(), kindEnd + LONGEST_REST));
    while (end > kindEnd && text.charAt(end - 1) <= ' ') {
      end--;
    }
    if (end == kindEnd + 1 && text.charAt(kindEnd) == '.' && !isAbbreviation(text, kind, kindEnd)) {
      end = kindEnd;
    }
    EvidenceSet evidence = scan.evidence(index, start, end).with(Evidence.GROUPED);
    if (isOfCompany(text, start, street)) {
      scan.add(index, start, end, Tier.C, evidence);
    } else {
      scan.offer(index, start, end, Check.OK, evidence);
    }
  }

  /** Start of the number and name in front of a kind of street; that of the kind without them. */
  private static int numberBefore(String text, int kind) {
    if (kind == 0 || text.charAt(kind - 1) != ' ') {
      return kind;
    }
    int start = Math.max(0, kind - LONGEST_NAME);
    while (start < kind
        && !(mayStart(text, start, kind) && StreetName.start(text, start, kind) >= 0)) {
      start++;
    }
    return start;
  }

  private static boolean isYears(String text, int start, int kind) {
    return text.charAt(start + 4) == '-' && YEARS.matcher(text).region(start, kind).lookingAt();
  }

  /** Whether a number starts here before anything that a street's name starts with. */
  private static boolean mayStart(String text, int start, int kind) {
    if (!isDigit(text.charAt(start)) || (start > 0 && goesOn(text.charAt(start - 1)))) {
      return false;
    }
    int end = start + 1;
    while (isDigit(text.charAt(end))) {
      end++;
    }
    if (text.charAt(end) != ' ' || !isDigit(text.charAt(end + 1))) {
      return true;
    }
    // An ordinal, "5th": another number is none.
    int number = end + 1;
    while (number < kind && isDigit(text.charAt(number))) {
      number++;
    }
    return Character.isLetter(text.charAt(number));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Whether a number behind this sign is part of something longer, or an amount. */
  private static boolean goesOn(char c) {
    return "$€£.,/:-".indexOf(c) >= 0 || Character.isLetterOrDigit(c);
  }

  /** The seat of a company is nobody's home: it stands right behind the company's name. */
  private static boolean isOfCompany(String text, int start, String street) {
    int end = start;
    while (end > 0 && !Character.isLetter(text.charAt(end - 1)) && start - end < LONGEST_NAME) {
      end--;
    }
    int word = end;
    while (word > 0 && Character.isLetter(text.charAt(word - 1)) && start - word < LONGEST_NAME) {
      word--;
    }
    String last = text.substring(word, end);
    if (last.isEmpty() || !LEGAL_FORMS.contains(last) && !street.contains(last)) {
      return false;
    }
    Matcher company = COMPANY.matcher(text).region(Math.max(0, start - LONGEST_NAME), start);
    if (!company.find()) {
      return false;
    }
    boolean named = company.group(2) == null && street.startsWith(company.group(1) + ' ');
    return company.group(2) != null || named;
  }

  private static boolean isAbbreviation(String text, int kind, int kindEnd) {
    return kindEnd - kind <= 4 && text.charAt(kindEnd - 1) != 't' | kindEnd - kind == 2;
  }

  private static boolean isOther(String name) {
    for (String word : name.split(" ")) {
      if (!NOT_STREETS.contains(word.toLowerCase(Locale.ROOT))) {
        return false;
      }
    }
    return true;
  }
}
