package dev.palimpsest.pii;

/**
 * Looks for the candidates of one or more rules in a leaf. Thread-safe and without state. What it
 * finds depends on nothing but the text of the leaf, its kind and field, and the key above it with
 * its meaning: {@link LeafMemory} takes leaves that have all these in common for the same.
 */
interface LeafScanner {

  void scan(Scan scan);

  /** A scanner and the sign without which it need not be asked. */
  record Started(Sign sign, LeafScanner scanner) {}
}
