package dev.palimpsest.pii;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Addresses line under line; shape only, but for the line that names the country. */
final class AddressBlockScanner implements LeafScanner {

  private static final int LONGEST_LINE = 60;

  private final Map<AddressBlock.Part, Integer> rules = new EnumMap<>(AddressBlock.Part.class);

  AddressBlockScanner(List<Rule> book) {
    for (int i = 0; i < book.size(); i++) {
      if (book.get(i).search() instanceof Search.AddressLine line) {
        rules.put(line.part(), i);
      }
    }
  }

  @Override
  public void scan(Scan scan) {
    String text = scan.text();
    int start = text.indexOf('\n') + 1;
    while (start > 0) {
      int next = text.indexOf('\n', start);
      int end = next < 0 ? text.length() : next;
      if (end - start > 3 && end - start < LONGEST_LINE && AddressBlock.mayEnd(text, start, end)) {
        block(scan, end);
      }
      start = next + 1;
    }
  }

  private void block(Scan scan, int end) {
    String text = scan.text();
    List<int[]> last = AddressBlock.linesBefore(text, end);
    if (last.size() < 2) {
      return;
    }
    for (AddressBlock.Found found : AddressBlock.read(text, last)) {
      Integer rule = rules.get(found.part());
      if (rule != null) {
        scan.add(rule, found.start(), found.end(), Tier.C, EvidenceSet.of(Evidence.SHAPE));
      }
    }
  }
}
