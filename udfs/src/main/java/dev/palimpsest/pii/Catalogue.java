package dev.palimpsest.pii;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rule book as a page for people, in Markdown: for each type its rules, with what they look
 * for, what they check, what words count, what tier that is, where it is laid down, and examples.
 */
public final class Catalogue {

  private static final String HEAD =
      """
      # What is looked for

      Made from the rule book by `palimpsest catalogue`; do not edit.

      Tiers: **A** is proved (a strong check, a shape that nothing else has, or a check and a word or
      key nearby), **B** is shape and context where a check failed or there is none, **C** is shape
      alone. A value in ⟦ ⟧ is what the rule finds; in an example "not" it finds nothing. In shapes 9
      is a digit, A a letter, * either.
      """;

  /** Most words of a list that are shown. */
  private static final int MOST_WORDS = 12;

  private Catalogue() {}

  /** The page of {@link RuleBook#standard}. */
  public static String markdown() {
    return markdown(RuleBook.standard().rules());
  }

  /** The page of some rules: types in their order, and the rules of each in theirs. */
  static String markdown(List<Rule> rules) {
    Map<String, List<Rule>> byType = new TreeMap<>();
    for (Rule rule : rules) {
      byType.computeIfAbsent(rule.type(), unseen -> new ArrayList<>()).add(rule);
    }
    StringBuilder page = new StringBuilder(HEAD);
    page.append("\n%d types, %d rules.\n".formatted(byType.size(), rules.size()));
    byType.forEach(
        (type, ofType) -> {
          page.append("\n## ").append(type).append('\n');
          ofType.forEach(rule -> add(page, rule));
        });
    return page.toString();
  }

  private static void add(StringBuilder page, Rule rule) {
    page.append("\n### ").append(rule.id()).append('\n').append('\n');
    line(page, "Region", rule.region() == null ? "any" : rule.region());
    line(page, "Looks for", SearchWords.shape(rule.search()));
    line(page, "Check", SearchWords.check(rule.search()));
    line(page, "Tier", tier(rule.strength()));
    line(page, "Words for it", words(rule.context()));
    line(page, "Words against it", words(rule.against()));
    line(page, "Laid down in", text(rule.source()));
    rule.match().forEach(example -> line(page, "Example", code(example)));
    rule.reject().forEach(example -> line(page, "Not", code(example)));
  }

  private static void line(StringBuilder page, String name, String value) {
    if (!value.isEmpty()) {
      page.append("- ").append(name).append(": ").append(value).append('\n');
    }
  }

  private static String tier(Strength strength) {
    return switch (strength) {
      case STRONG -> "A alone; B if its check fails beside a word, key or usual grouping";
      case WEAK -> "A with a word or key nearby, else B if grouped as usual, else C";
      case AMBIGUOUS -> "A (checked) or B with a word or key nearby, else C";
      case CONTEXTUAL -> "A (checked) or B with a word or key nearby, else not found";
    };
  }

  /** The first words of a list, as text. */
  static String words(List<String> words) {
    List<String> shown = words.subList(0, Math.min(MOST_WORDS, words.size()));
    int more = words.size() - shown.size();
    return text(String.join(", ", shown)) + (more > 0 ? " and " + more + " more" : "");
  }

  /** Signs that Markdown reads are escaped. */
  private static String text(String plain) {
    return plain.replaceAll("([\\\\`*_<>\\[\\]|])", "\\\\$1");
  }

  /** As it stands, whatever stands in it; a line break is shown as one. */
  static String code(String plain) {
    String line = plain.replace("\n", "↵").replace("\r", "").replace("\t", "⇥");
    int longest = 0;
    int run = 0;
    for (int i = 0; i < line.length(); i++) {
      run = line.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    String fence = "`".repeat(longest + 1);
    return longest == 0 ? fence + line + fence : fence + " " + line + " " + fence;
  }
}
