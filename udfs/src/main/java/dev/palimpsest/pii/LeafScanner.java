package dev.palimpsest.pii;

/** Looks for the candidates of one or more rules in a leaf. Thread-safe and without state. */
interface LeafScanner {

  void scan(Scan scan);
}
