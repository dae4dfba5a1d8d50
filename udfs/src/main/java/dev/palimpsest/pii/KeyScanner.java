package dev.palimpsest.pii;

import dev.palimpsest.pii.check.Check;
import dev.palimpsest.text.Leaf;
import java.util.List;

/** Values that their JSON key names. */
final class KeyScanner implements LeafScanner {

  private final List<Rule> rules;

  KeyScanner(List<Rule> rules) {
    this.rules = rules;
  }

  @Override
  public void scan(Scan scan) {
    if (scan.leaf().kind() == Leaf.Kind.KEY) {
      return;
    }
    String text = scan.text();
    int start = 0;
    while (start < text.length() && text.charAt(start) <= ' ') {
      start++;
    }
    for (int index : scan.key().labelled()) {
      Shape shape = shape(rules.get(index).search());
      int end = start == text.length() ? -1 : shape.end(text, start, Trust.KEY);
      if (end > start) {
        EvidenceSet evidence = EvidenceSet.of(Evidence.SHAPE, Evidence.KEY);
        if (shape.validates()) {
          evidence = evidence.with(Evidence.VALID);
        }
        scan.offer(index, start, end, Check.OK, evidence);
      }
    }
  }

  private static Shape shape(Search search) {
    return search instanceof Search.Labelled labelled ? labelled.shape() : Shape.NAME;
  }
}
