package dev.palimpsest.pii;

import dev.palimpsest.pii.check.Check;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** IPv4 dotted quads and IPv6 groups. Addresses that are no one's in particular are tier C. */
final class IpScanner implements LeafScanner {

  private static final int LONGEST = 45;

  /** Sections and parts of versions are numbered below this, as a rule. */
  private static final int OUTLINE = 64;

  private static final Pattern PREFIX = Pattern.compile("/(\\d{1,3})(?!\\w|\\.\\w)");

  private final int index;

  IpScanner(int index) {
    this.index = index;
  }

  @Override
  public void scan(Scan scan) {
    String text = scan.text();
    Places joints = scan.signs().addressJoints();
    int end = 0;
    for (int joint = 0; joint < joints.size(); joint++) {
      int start = joints.at(joint);
      if (start < end) {
        continue;
      }
      while (start > end && isPart(text.charAt(start - 1))) {
        start--;
      }
      end = start;
      int dots = 0;
      int colons = 0;
      while (end < text.length() && isPart(text.charAt(end))) {
        dots += text.charAt(end) == '.' ? 1 : 0;
        colons += text.charAt(end) == ':' ? 1 : 0;
        end++;
      }
      boolean open = start > 0 && isWord(text.charAt(start - 1));
      if (!open && (dots >= 3 || colons >= 2)) {
        token(scan, start, end, colons);
      }
    }
  }

  static boolean isPart(char c) {
    return c == '.' || c == ':' || (c < 128 && Character.digit(c, 16) >= 0);
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-';
  }

  private void token(Scan scan, int from, int to, int colons) {
    String text = scan.text();
    if (to < text.length() && isWord(text.charAt(to))) {
      return;
    }
    int end = to;
    while (end > from
        && (text.charAt(end - 1) == '.'
            || (text.charAt(end - 1) == ':' && !text.startsWith("::", end - 2)))) {
      end--;
    }
    int port = text.indexOf(':', from);
    boolean ported = colons == 1 && port < end;
    if (ported) {
      end = port;
    }
    String address = text.substring(from, end);
    boolean plausible =
        address.indexOf(':') < 0
            || (address.length() <= LONGEST && mayBeSix(address) && hasDigitOrDot(address));
    if (plausible) {
      int last = prefixed(text, end, address);
      boolean alone = last == end && !ported;
      offer(scan, from, last, Validator.PUBLIC_IP.check(address), alone && isOutline(address));
    }
  }

  /** Eight groups, the last two perhaps as a dotted quad, or a gap; a time of day has neither. */
  private static boolean mayBeSix(String address) {
    if (address.contains("::")) {
      return true;
    }
    int colons = 0;
    for (int i = 0; i < address.length(); i++) {
      colons += address.charAt(i) == ':' ? 1 : 0;
    }
    return colons == 7 || (colons == 6 && address.indexOf('.') >= 0);
  }

  private static boolean hasDigitOrDot(String address) {
    for (int i = 0; i < address.length(); i++) {
      if (address.charAt(i) <= '9') {
        return true;
      }
    }
    return false;
  }

  /** End of the address with the length of a network prefix (RFC 4632), if one follows. */
  private static int prefixed(String text, int end, String address) {
    if (end == text.length() || text.charAt(end) != '/') {
      return end;
    }
    Matcher prefix = PREFIX.matcher(text).region(end, Math.min(text.length(), end + 5));
    prefix.useTransparentBounds(true);
    if (!prefix.lookingAt()) {
      return end;
    }
    int most = address.indexOf(':') < 0 ? 32 : 128;
    return Integer.parseInt(prefix.group(1)) <= most ? prefix.end() : end;
  }

  /**
   * Four small numbers are a section or a version as often as an address: of all addresses 1 in 256
   * is written so.
   */
  private static boolean isOutline(String address) {
    if (address.indexOf(':') >= 0) {
      return false;
    }
    int number = 0;
    for (int i = 0; i < address.length(); i++) {
      int digit = Character.digit(address.charAt(i), 10);
      number = digit < 0 ? 0 : 10 * number + digit;
      if (number >= OUTLINE) {
        return false;
      }
    }
    return true;
  }

  private void offer(Scan scan, int start, int end, Check check, boolean outline) {
    EvidenceSet evidence = scan.evidence(index, start, end);
    if (check == Check.OK && outline && evidence.equals(EvidenceSet.of(Evidence.SHAPE))) {
      scan.add(index, start, end, Tier.C, evidence);
    } else if (check == Check.OK) {
      evidence = evidence.with(Evidence.VALID);
      scan.offer(index, start, end, check, evidence);
    } else if (check == Check.BAD_COMPONENT) {
      scan.add(index, start, end, Tier.C, EvidenceSet.of(Evidence.SHAPE));
    }
  }
}
