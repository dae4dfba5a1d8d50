package dev.palimpsest.pii;

import dev.palimpsest.pii.check.Check;
import dev.palimpsest.pii.check.Wallets;

/** Addresses of crypto-currencies among the long words of a text. */
final class WalletScanner implements LeafScanner {

  private static final int SHORTEST = 26;
  private static final int LONGEST = 106;

  private final int index;

  WalletScanner(int index) {
    this.index = index;
  }

  @Override
  public void scan(Scan scan) {
    String text = scan.text();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i < text.length() && isWord(text.charAt(i))) {
        continue;
      }
      if (i - start >= SHORTEST && i - start <= LONGEST && mayStart(text.charAt(start))) {
        word(scan, start, i);
      }
      start = i + 1;
    }
  }

  private static boolean isWord(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }

  /** First characters of addresses: Bitcoin 1, 3, b; Ethereum 0; Litecoin L, M, l; Monero 4, 8. */
  private static boolean mayStart(char c) {
    return "130bBLMlDrX48t".indexOf(c) >= 0;
  }

  private void word(Scan scan, int start, int end) {
    Check check = Wallets.check(scan.text().substring(start, end));
    if (check == Check.OK) {
      var evidence = scan.evidence(index, start, end);
      evidence.add(Evidence.VALID);
      scan.offer(index, start, end, check, evidence);
    }
  }
}
