package dev.palimpsest.pii;

import dev.palimpsest.pii.check.Check;
import dev.palimpsest.text.Leaf;
import dev.palimpsest.text.Leaves;
import dev.palimpsest.text.Slot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One leaf while it is scanned: its text, the signs and keywords in it, its key, and what was
 * found. One instance serves leaf after leaf, so that a leaf in which nothing is found costs no
 * memory.
 */
final class Scan {

  private static final Leaf NOTHING = Leaves.of(Slot.plain("")).get(0);

  private final List<Rule> rules;
  private final Lexicon lexicon;
  private final Hits hits;
  private final Signs signs = new Signs();
  private final List<Span> spans = new ArrayList<>();
  private final int[] groupSizes = new int[AlnumGroups.LONGEST];
  private final WordMemory words = new WordMemory();
  private Leaf leaf = NOTHING;
  private KeyMeaning key = KeyMeaning.NONE;
  private @Nullable List<DigitRuns.Run> digitRuns;

  Scan(List<Rule> rules, Lexicon lexicon) {
    this.rules = rules;
    this.lexicon = lexicon;
    this.hits = new Hits(lexicon);
  }

  /** Reads the next leaf; what was found in the last one is forgotten. */
  void start(Leaf next, KeyMeaning itsKey) {
    leaf = next;
    key = itsKey;
    spans.clear();
    digitRuns = null;
    signs.read(next.text());
    words.clear();
  }

  /** Looks the keywords of the lexicon up in the leaf. */
  void readKeywords() {
    lexicon.scan(signs.characters(), signs.length(), hits);
  }

  /** Lets go of the leaf, and returns what was found in it. */
  List<Span> finish() {
    List<Span> found = spans.isEmpty() ? List.of() : new ArrayList<>(spans);
    spans.clear();
    digitRuns = null;
    leaf = NOTHING;
    return found;
  }

  Leaf leaf() {
    return leaf;
  }

  String text() {
    return leaf.text();
  }

  Hits hits() {
    return hits;
  }

  KeyMeaning key() {
    return key;
  }

  Signs signs() {
    return signs;
  }

  /** What {@link KnownWords} knows of a word of the leaf. */
  int knownWord(int start, int end) {
    return words.of(leaf.text(), start, end);
  }

  /** Room for the sizes of the groups of one identifier. */
  int[] groupSizes() {
    return groupSizes;
  }

  List<DigitRuns.Run> digitRuns() {
    if (digitRuns == null) {
      digitRuns = DigitRuns.of(leaf.text(), signs);
    }
    return digitRuns;
  }

  /** Shape, and key or context where they are there. */
  EvidenceSet evidence(int rule, int start, int end) {
    EvidenceSet evidence = EvidenceSet.of(Evidence.SHAPE);
    if (key.supports(rule)) {
      evidence = evidence.with(Evidence.KEY);
    }
    if (hits.supports(rule, start, end)) {
      evidence = evidence.with(Evidence.CONTEXT);
    }
    return evidence;
  }

  /** Whether key or context speaks for it. */
  boolean isHinted(int rule, int start, int end) {
    return key.supports(rule) || hits.supports(rule, start, end);
  }

  /** Whether key or any context word in the text speaks for any of some rules. */
  boolean isAnyHinted(BitSet some) {
    return key.supportsAny(some) || hits.hasContextOf(some);
  }

  /**
   * Keeps the candidate if check and evidence are enough for a tier. Words that speak against it
   * leave of a strong candidate that it was seen, and nothing of others.
   */
  void offer(int rule, int start, int end, Check check, EvidenceSet evidence) {
    Tier tier = tier(rules.get(rule).strength(), check, evidence);
    if (tier != null && !evidence.contains(Evidence.KEY) && hits.opposes(rule, start, end)) {
      tier = tier == Tier.A && rules.get(rule).strength() == Strength.STRONG ? Tier.C : null;
    }
    if (tier != null) {
      add(rule, start, end, tier, evidence);
    }
  }

  void add(int rule, int start, int end, Tier tier, EvidenceSet evidence) {
    spans.add(new Span(leaf, start, end, rules.get(rule), tier, evidence));
  }

  private static @Nullable Tier tier(Strength strength, Check check, EvidenceSet evidence) {
    boolean hint =
        evidence.contains(Evidence.KEY)
            || evidence.contains(Evidence.CUE)
            || evidence.contains(Evidence.CONTEXT);
    boolean grouped = evidence.contains(Evidence.GROUPED);
    boolean checked = evidence.contains(Evidence.VALID);
    if (check != Check.OK) {
      boolean mistyped = check == Check.BAD_CHECKSUM && grouped && strength == Strength.STRONG;
      return hint || mistyped ? Tier.B : null;
    }
    return switch (strength) {
      case STRONG -> Tier.A;
      case WEAK -> hint ? Tier.A : grouped ? Tier.B : Tier.C;
      case AMBIGUOUS -> hint ? (checked ? Tier.A : Tier.B) : Tier.C;
      case CONTEXTUAL -> !hint ? null : checked ? Tier.A : Tier.B;
    };
  }
}
