package dev.palimpsest.pii;

import dev.palimpsest.pii.Lexicon.Use;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Capitalised words that a turn of phrase says something about: "says X", "moved here from X", "X
 * was born". Grammar alone proves little, so all of it is shape only.
 */
final class PhraseScanner implements LeafScanner {

  private final List<Rule> rules;

  PhraseScanner(List<Rule> rules) {
    this.rules = rules;
  }

  @Override
  public void scan(Scan scan) {
    Hits hits = scan.hits();
    hits.each(Use.BEFORE, (hit, rule) -> after(scan, rule, hits.end(hit)));
    hits.each(Use.AFTER, (hit, rule) -> before(scan, rule, hits.start(hit)));
    hits.each(
        Use.WORD,
        (hit, rule) -> {
          if (Character.isUpperCase(scan.text().charAt(hits.start(hit)))) {
            add(scan, rule, hits.start(hit), hits.end(hit));
          }
        });
  }

  private void after(Scan scan, int rule, int end) {
    String text = scan.text();
    int start = end;
    while (start < text.length()
        && start - end < 3
        && " \n?\"“‘".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    if (start > end) {
      CapitalisedWords words = CapitalisedWords.from(text, start);
      int[] value = words == null ? null : value(rule, words);
      // Behind a phrase, nothing is skipped to get to the value.
      if (value != null && value[0] == start) {
        add(scan, rule, value[0], value[1]);
      }
    }
  }

  private void before(Scan scan, int rule, int start) {
    String text = scan.text();
    boolean genitive = text.charAt(start) == '\'';
    int end = genitive ? start : start - 1;
    if (end > 0 && (genitive || text.charAt(end) == ' ')) {
      CapitalisedWords words = CapitalisedWords.upTo(text, end);
      int[] value = words == null ? null : value(rule, words);
      if (value != null && value[1] == end) {
        add(scan, rule, value[0], value[1]);
      }
    }
  }

  private int @Nullable [] value(int rule, CapitalisedWords words) {
    Search.Phrase search = (Search.Phrase) rules.get(rule).search();
    return switch (search.value()) {
      case PERSON -> words.name();
      case TITLE -> words.title();
    };
  }

  private static void add(Scan scan, int rule, int start, int end) {
    scan.add(rule, start, end, Tier.C, EvidenceSet.of(Evidence.SHAPE));
  }
}
