package dev.palimpsest.pii;

import java.util.BitSet;
import java.util.List;

/**
 * What the JSON key above a leaf says about it.
 *
 * @param labelled rules that the key is a label of, by index
 * @param context rules that the key holds a context word of, by index
 */
record KeyMeaning(List<Integer> labelled, BitSet context) {

  static final KeyMeaning NONE = new KeyMeaning(List.of(), new BitSet());

  boolean supports(int rule) {
    return context.get(rule);
  }

  boolean supportsAny(BitSet rules) {
    return context.intersects(rules);
  }
}
