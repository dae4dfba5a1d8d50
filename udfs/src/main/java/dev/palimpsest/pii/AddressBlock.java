package dev.palimpsest.pii;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address as it stands on an envelope, line under line, the country last with or without a
 * postcode: person, organisation, street, unit, town, country (Universal Postal Union S42).
 */
final class AddressBlock {

  /** What a line, or a piece of one, is. */
  enum Part {
    PERSON,
    ORGANIZATION,
    STREET,
    TOWN,
    POSTCODE
  }

  /** A part and where it stands. */
  record Found(Part part, int start, int end) {}

  private static final int MOST_LINES = 7;

  private static final Pattern COUNTRY =
      Pattern.compile(
          "(\\p{Lu}[\\p{L}'’&() -]{2,40}?)(?:,? ([A-Z]{0,2}[ -]?\\d{3,6}(?:-\\d{3,4})?))?[.?]?");

  private static final Pattern UNIT =
      Pattern.compile("(?i)(?:apt|apartment|suite|ste|unit|floor|room|flat)\\.? #?\\w{1,6}");

  private static final Pattern STREET =
      Pattern.compile(
          "\\d{1,6}[a-zA-Z]?,? [\\p{L}\\p{Nd}.,'’/ -]{3,60}|[\\p{L}.'’ -]{3,40} \\d{1,5}[a-zA-Z]?");

  private static final Pattern WORDS = Pattern.compile("\\p{Lu}[\\p{L}.'’& -]{1,40}");

  private AddressBlock() {}

  /**
   * The parts of the block whose last line is the last of {@code lines}; none if that is no
   * country.
   *
   * @param lines start and end of each line that is not blank, without marks of quotation
   */
  static List<Found> read(String text, List<int[]> lines) {
    List<Found> found = new ArrayList<>();
    int last = lines.size() - 1;
    int[] line = lines.get(last);
    Matcher country = COUNTRY.matcher(text).region(line[0], line[1]);
    if (!country.matches() || !Gazetteer.isCountry(country.group(1).toLowerCase(Locale.ROOT))) {
      return found;
    }
    int street = street(text, lines);
    if (street < 0) {
      return found;
    }
    if (country.group(2) != null) {
      found.add(new Found(Part.POSTCODE, country.start(2), country.end(2)));
    }
    if (last - street >= 2 && matches(WORDS, text, lines.get(last - 1))) {
      found.add(found(Part.TOWN, lines.get(last - 1)));
    }
    boolean unit = street + 1 < last && matches(UNIT, text, lines.get(street + 1));
    found.add(new Found(Part.STREET, lines.get(street)[0], lines.get(street + (unit ? 1 : 0))[1]));
    addNames(text, lines, street, found);
    return found;
  }

  /** The line above the town, or above the unit above it. */
  private static int street(String text, List<int[]> lines) {
    int from = Math.max(0, lines.size() - 4);
    for (int i = lines.size() - 2; i >= from; i--) {
      if (matches(STREET, text, lines.get(i)) && !matches(UNIT, text, lines.get(i))) {
        return i;
      }
    }
    return -1;
  }

  /** Above the street, up to a line that is no name: a person first, firms in lines that differ. */
  private static void addNames(String text, List<int[]> lines, int street, List<Found> found) {
    int first = street;
    while (first > 0 && street - first < 3 && isName(text, lines.get(first - 1))) {
      first--;
    }
    for (int i = first; i < street; i++) {
      boolean firm = i > first && !line(text, lines.get(i)).equals(line(text, lines.get(first)));
      found.add(found(firm ? Part.ORGANIZATION : Part.PERSON, lines.get(i)));
    }
  }

  private static boolean isName(String text, int[] line) {
    CapitalisedWords words =
        matches(WORDS, text, line) ? CapitalisedWords.from(text, line[0]) : null;
    int[] title = words == null ? null : words.title();
    return title != null && title[0] == line[0] && title[1] == line[1];
  }

  private static Found found(Part part, int[] line) {
    return new Found(part, line[0], line[1]);
  }

  private static String line(String text, int[] line) {
    return text.substring(line[0], line[1]);
  }

  private static boolean matches(Pattern pattern, String text, int[] line) {
    return pattern.matcher(text).region(line[0], line[1]).matches();
  }

  /** Whether a line can be the last one, which starts with a capital. */
  static boolean mayEnd(String text, int start, int end) {
    int from = afterMargin(text, start, end);
    return from < end && Character.isUpperCase(text.charAt(from));
  }

  /** Behind marks of quotation and space. */
  private static int afterMargin(String text, int start, int end) {
    int from = start;
    while (from < end && ">?|* \t".indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    return from;
  }

  /** The lines up to {@code end} that may be of one block: no more than one blank line between. */
  static List<int[]> linesBefore(String text, int end) {
    List<int[]> lines = new ArrayList<>();
    int at = end;
    int blank = 0;
    while (at >= 0 && lines.size() < MOST_LINES && blank < 2) {
      int start = text.lastIndexOf('\n', at - 1) + 1;
      int from = afterMargin(text, start, at);
      int to = at;
      while (to > from && text.charAt(to - 1) <= ' ') {
        to--;
      }
      if (to > from) {
        lines.add(0, new int[] {from, to});
        blank = 0;
      } else {
        blank++;
      }
      at = start - 1;
    }
    return lines;
  }
}
