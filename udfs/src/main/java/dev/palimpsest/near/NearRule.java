package dev.palimpsest.near;

import dev.palimpsest.text.Conversation;
import dev.palimpsest.text.Message;
import dev.palimpsest.text.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When two conversations that are neither copies nor prefixes are near-duplicates. All three must
 * hold:
 *
 * <ol>
 *   <li>the Jaccard similarity of their shingle sets is at least the threshold;
 *   <li>the multisets of their tool calls (name and arguments as JSON values) are equal;
 *   <li>they are no retries. If they agree in all turns before the last turn of the shorter one, at
 *       least one, and differ in that turn, then these two turns alone must be equal as normal text
 *       or reach the threshold too.
 * </ol>
 *
 * Symmetric, not transitive. Immutable.
 */
public final class NearRule {

  /** Changes whenever a pair can get another verdict. */
  public static final String VERSION = "near-1";

  private final SignatureSpec spec;
  private final String specDigest;
  private final double threshold;
  private final Shingles shingles;

  /**
   * @param spec of the fingerprints that are compared
   * @param threshold least Jaccard similarity, in (0, 1]
   */
  public NearRule(SignatureSpec spec, double threshold) {
    if (!(threshold > 0 && threshold <= 1)) {
      throw new IllegalArgumentException(
          "dedup.threshold must be in (0, 1]. Provided value: " + threshold);
    }
    this.spec = spec;
    this.specDigest = spec.digest();
    this.threshold = threshold;
    this.shingles = new Shingles(spec.shingle());
  }

  /** Whether two sets of these sizes can reach the threshold at all. */
  public boolean sizesAllow(int shingles, int others) {
    return Math.min(shingles, others) >= threshold * Math.max(shingles, others);
  }

  /**
   * Compares all but what needs the text of a single turn, see {@link Verdict#UNSETTLED}.
   *
   * @throws IllegalArgumentException if a fingerprint was made with another specification
   */
  public Comparison compare(Fingerprint a, Fingerprint b) {
    requireSpec(a);
    requireSpec(b);
    SetOverlap overlap = SetOverlap.of(a.shingles(), b.shingles());
    int turn = retriedTurn(a.turns(), b.turns());
    Verdict verdict;
    if (overlap.jaccard() < threshold) {
      verdict = Verdict.BELOW_THRESHOLD;
    } else if (!a.calls().equals(b.calls())) {
      verdict = Verdict.OTHER_CALLS;
    } else {
      verdict = turn < 0 ? Verdict.NEAR : Verdict.UNSETTLED;
    }
    return new Comparison(
        verdict,
        overlap.jaccard(),
        overlap.containment(),
        verdict == Verdict.UNSETTLED ? turn : -1);
  }

  /**
   * Settles a comparison by the turn that it names.
   *
   * @param comparison one that is {@link Verdict#UNSETTLED}
   * @param a text of the turn in the one conversation, see {@link #turnText}
   * @param b text of the turn in the other
   * @return {@link Verdict#NEAR} or {@link Verdict#RETRY}, with the same figures
   */
  public Comparison settle(Comparison comparison, String a, String b) {
    if (comparison.verdict() != Verdict.UNSETTLED) {
      throw new IllegalArgumentException(
          "only an UNSETTLED comparison can be settled. Provided value: " + comparison.verdict());
    }
    String x = Folding.fold(a);
    String y = Folding.fold(b);
    boolean same =
        Folding.collapse(x).equals(Folding.collapse(y))
            || SetOverlap.of(shingles.of(List.of(x)), shingles.of(List.of(y))).jaccard()
                >= threshold;
    return comparison.settled(same ? Verdict.NEAR : Verdict.RETRY);
  }

  /** Compares two conversations by all of the rule: the plain twin of the two steps above. */
  public Comparison near(Conversation a, Conversation b) {
    Fingerprinter fingerprinter = new Fingerprinter(spec);
    Comparison comparison = compare(fingerprinter.fingerprint(a), fingerprinter.fingerprint(b));
    return comparison.verdict() == Verdict.UNSETTLED
        ? settle(comparison, turnText(a, comparison.turn()), turnText(b, comparison.turn()))
        : comparison;
  }

  /** The text of turn {@code turn}, counted without system messages; empty if it has none. */
  public static String turnText(Conversation conversation, int turn) {
    List<Message> turns =
        conversation.messages().stream().filter(m -> m.role() != Role.SYSTEM).toList();
    @Nullable String content = turns.get(turn).content();
    return content == null ? "" : content;
  }

  /** The turn in which two rows differ if they are one request answered twice, else −1. */
  private static int retriedTurn(List<String> a, List<String> b) {
    int shorter = Math.min(a.size(), b.size());
    return shorter >= 2
            && a.get(shorter - 2).equals(b.get(shorter - 2))
            && !a.get(shorter - 1).equals(b.get(shorter - 1))
        ? shorter - 1
        : -1;
  }

  private void requireSpec(Fingerprint fingerprint) {
    if (!fingerprint.specDigest().equals(specDigest)) {
      throw new IllegalArgumentException(
          "a fingerprint must be made with the specification of the rule, "
              + specDigest
              + "; compute it again. Provided value: "
              + fingerprint.specDigest());
    }
  }
}
