package dev.palimpsest.pii;

/** Looks for the candidates of one or more rules in a leaf. Thread-safe and without state. */
interface LeafScanner {

  void scan(Scan scan);

  /** A scanner and the sign without which it need not be asked. */
  record Started(Sign sign, LeafScanner scanner) {}
}
