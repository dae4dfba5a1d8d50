package dev.palimpsest.pii;

import dev.palimpsest.pii.check.Check;
import java.util.Locale;
import java.util.Set;

/**
 * Web addresses. One without a user, a query or an id in its path names a site and no one in
 * particular, so all are shape only (tier C): the personal parts of an address (credentials, e-mail
 * addresses, tokens, numbers) are found by the rules for those.
 */
final class UrlScanner implements LeafScanner {

  private static final int LONGEST = 2048;
  private static final int LONGEST_SCHEME = 12;

  private final int index;
  private final Set<String> domains;

  UrlScanner(int index, Search.Url search) {
    this.index = index;
    this.domains = Set.copyOf(search.domains());
  }

  @Override
  public void scan(Scan scan) {
    String text = scan.text();
    Places schemes = scan.signs().schemes();
    for (int i = 0; i < schemes.size(); i++) {
      int at = schemes.at(i);
      int start = at;
      while (start > 0 && at - start < LONGEST_SCHEME && isAsciiLetter(text.charAt(start - 1))) {
        start--;
      }
      int end = end(text, at + 3);
      if (start < at && end > at + 4) {
        scan.add(index, start, end, Tier.C, scan.evidence(index, start, end));
      }
    }
    Places dots = scan.signs().hostDots();
    for (int i = 0; i < dots.size(); i++) {
      host(scan, dots.at(i));
    }
  }

  /** A host name whose last dot this is, followed by a path or not. */
  private void host(Scan scan, int dot) {
    String text = scan.text();
    int top = dot + 1;
    while (top < text.length() && isAsciiLetter(text.charAt(top))) {
      top++;
    }
    if (top == dot + 1 || top - dot > 8 || (top < text.length() && isHost(text.charAt(top)))) {
      return;
    }
    int start = dot;
    while (start > 0
        && dot - start < 253
        && (isHost(text.charAt(start - 1)) || text.charAt(start - 1) == '.')) {
      start--;
    }
    boolean other = start > 0 && "@/_:\\$".indexOf(text.charAt(start - 1)) >= 0;
    boolean call =
        top < text.length() && "(_:[=@\\".indexOf(text.charAt(top)) >= 0 && !isPort(text, top);
    boolean known =
        domains.contains(text.substring(dot + 1, top).toLowerCase(Locale.ROOT))
            || text.regionMatches(true, start, "www.", 0, 4);
    if (!known
        || start == dot
        || other
        || call
        || text.charAt(start) == '.'
        || text.charAt(start) == '-') {
      return;
    }
    int end = top < text.length() && text.charAt(top) == '/' ? end(text, top) : top;
    scan.offer(index, start, end, Check.OK, scan.evidence(index, start, end));
  }

  private static boolean isPort(String text, int at) {
    return text.charAt(at) == ':'
        && (at + 1 == text.length() || !Character.isLetter(text.charAt(at + 1)));
  }

  private static int end(String text, int from) {
    int end = from;
    while (end < text.length() && end - from < LONGEST && isUrl(text.charAt(end))) {
      end++;
    }
    while (end > from && ".,;:!?)'*]}".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return end;
  }

  private static boolean isUrl(char c) {
    return c > ' ' && "\"<>`\\^{|}\u00a0".indexOf(c) < 0;
  }

  private static boolean isHost(char c) {
    return c == '-' || (c < 128 ? Character.isLetterOrDigit(c) : Character.isLetter(c));
  }

  private static boolean isAsciiLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
