package dev.palimpsest.pii;

import dev.palimpsest.pii.check.Check;

/** {@code user:password@} or {@code token@} in front of the host of a URL (RFC 3986, 3.2.1). */
final class UrlUserScanner implements LeafScanner {

  private static final int LONGEST = 512;
  private static final int SHORTEST_TOKEN = 16;

  private final int index;

  UrlUserScanner(int index) {
    this.index = index;
  }

  @Override
  public void scan(Scan scan) {
    String text = scan.text();
    Places schemes = scan.signs().schemes();
    for (int scheme = 0; scheme < schemes.size(); scheme++) {
      int start = schemes.at(scheme) + 3;
      int end = -1;
      for (int i = start; i < text.length() && i - start < LONGEST; i++) {
        char c = text.charAt(i);
        if (c <= ' ' || "/?#\"'`<>\\".indexOf(c) >= 0) {
          break;
        }
        end = c == '@' ? i : end;
      }
      if (end > start) {
        user(scan, start, end);
      }
    }
  }

  private void user(Scan scan, int start, int end) {
    String user = scan.text().substring(start, end);
    int colon = user.indexOf(':');
    String secret = user.substring(colon + 1);
    boolean token = colon >= 0 || user.length() >= SHORTEST_TOKEN;
    if (token && !secret.isEmpty() && !Placeholders.contains(secret)) {
      scan.offer(index, start, end, Check.OK, scan.evidence(index, start, end));
    }
  }
}
