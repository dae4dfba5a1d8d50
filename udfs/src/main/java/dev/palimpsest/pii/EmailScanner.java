package dev.palimpsest.pii;

import dev.palimpsest.pii.check.Check;
import java.util.List;

/**
 * E-mail addresses (RFC 5321 mailbox without quoted local parts; internationalised labels, RFC
 * 6531), outwards from each at-sign.
 */
final class EmailScanner implements LeafScanner {

  private static final int MAX_LOCAL = 64;
  private static final int MAX_DOMAIN = 253;

  /** Names of files at two resolutions, versions and modules are written with an at-sign too. */
  private static final WordSet FILE_ENDINGS =
      new WordSet(
          List.of(
              "png", "jpg", "jpeg", "gif", "svg", "webp", "ico", "css", "js", "mjs", "ts", "jsx",
              "tsx", "json", "yaml", "yml", "xml", "html", "txt", "pdf", "zip", "gz", "jar", "exe",
              "dll", "conf", "service", "class", "java", "cpp", "sh"));

  private static final WordSet MACHINES = new WordSet(List.of("git", "svn", "hg", "cvs"));

  private final int index;

  EmailScanner(int index) {
    this.index = index;
  }

  @Override
  public void scan(Scan scan) {
    String text = scan.text();
    Places ats = scan.signs().ats();
    for (int i = 0; i < ats.size(); i++) {
      int at = ats.at(i);
      int start = localStart(text, at);
      int end = domainEnd(text, at + 1);
      if (start < at
          && end > 0
          && !isMachine(text, start, at)
          && !isUserOfUrl(text, start)
          && !isCopyPath(text, end)) {
        EvidenceSet evidence = scan.evidence(index, start, end).with(Evidence.VALID);
        scan.offer(index, start, end, Check.OK, evidence);
      }
    }
  }

  /** {@code git@host} and its like are accounts that programs log in to. */
  private static boolean isMachine(String text, int start, int at) {
    return MACHINES.contains(text, start, at);
  }

  private static int localStart(String text, int at) {
    int start = at;
    while (start > 0 && at - start < MAX_LOCAL && isLocal(text.charAt(start - 1))) {
      start--;
    }
    for (int i = start; i < at; i++) {
      // The name of a parameter before it is none of it.
      start = text.charAt(i) == '=' || text.charAt(i) == '&' ? i + 1 : start;
    }
    while (start < at && ".'-%".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    return text.charAt(at - (at > start ? 1 : 0)) == '.' ? at : start;
  }

  private static boolean isLocal(char c) {
    return Character.isLetterOrDigit(c) || "._%+'-!#&=~".indexOf(c) >= 0;
  }

  /** End of a domain of at least two labels of which the last is no number; −1 if there is none. */
  private static int domainEnd(String text, int from) {
    int end = from;
    while (end < text.length() && end - from < MAX_DOMAIN && isDomain(text.charAt(end))) {
      end++;
    }
    while (end > from && (text.charAt(end - 1) == '.' || text.charAt(end - 1) == '-')) {
      end--;
    }
    int dot = from;
    boolean empty = false;
    for (int i = from; i < end; i++) {
      if (text.charAt(i) == '.') {
        empty |= i > from && dot == i - 1 && text.charAt(dot) == '.';
        dot = i;
      }
    }
    if (dot == from || empty || text.charAt(from) == '-') {
      return -1;
    }
    int top = dot + 1;
    boolean encoded = text.regionMatches(true, top, "xn--", 0, 4);
    return (isWord(text, top, end) || encoded) && !FILE_ENDINGS.contains(text, top, end) ? end : -1;
  }

  /** Two letters and more, and nothing else. */
  private static boolean isWord(String text, int start, int end) {
    int i = start;
    while (i < end && Character.isLetter(text.codePointAt(i))) {
      i += Character.charCount(text.codePointAt(i));
    }
    return i == end && end - start >= 2;
  }

  private static boolean isDomain(char c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '-';
  }

  /** In {@code scheme://user:password@host} the at-sign belongs to the URL. */
  private static boolean isUserOfUrl(String text, int start) {
    int i = start;
    while (i > 0 && start - i < MAX_DOMAIN) {
      char c = text.charAt(i - 1);
      if (c <= ' ' || "?#\"'<>".indexOf(c) >= 0) {
        return false;
      }
      if (c == '/') {
        return i >= 3 && text.startsWith("://", i - 3);
      }
      i--;
    }
    return false;
  }

  /** {@code git@host.org:team/project} names a machine, not a mailbox. */
  private static boolean isCopyPath(String text, int end) {
    return end + 1 < text.length()
        && text.charAt(end) == ':'
        && (Character.isLetter(text.charAt(end + 1)) || "/~".indexOf(text.charAt(end + 1)) >= 0);
  }
}
