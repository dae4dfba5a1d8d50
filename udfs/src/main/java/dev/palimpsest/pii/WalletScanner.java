package dev.palimpsest.pii;

import dev.palimpsest.pii.check.Check;
import dev.palimpsest.pii.check.Wallets;

/** Addresses of crypto-currencies: the shortest have {@value Signs#LONG_WORD} characters. */
final class WalletScanner implements LeafScanner {

  private static final int LONGEST = 106;

  private final int index;

  WalletScanner(int index) {
    this.index = index;
  }

  @Override
  public void scan(Scan scan) {
    Stretches words = scan.signs().longWords();
    for (int word = 0; word < words.size(); word++) {
      int start = words.start(word);
      int end = words.end(word);
      if (end - start <= LONGEST && mayStart(scan.text().charAt(start))) {
        word(scan, start, end);
      }
    }
  }

  /** First characters of addresses: Bitcoin 1, 3, b; Ethereum 0; Litecoin L, M, l; Monero 4, 8. */
  private static boolean mayStart(char c) {
    return "130bBLMlDrX48t".indexOf(c) >= 0;
  }

  private void word(Scan scan, int start, int end) {
    Check check = Wallets.check(scan.text().substring(start, end));
    if (check == Check.OK) {
      EvidenceSet evidence = scan.evidence(index, start, end).with(Evidence.VALID);
      scan.offer(index, start, end, check, evidence);
    }
  }
}
