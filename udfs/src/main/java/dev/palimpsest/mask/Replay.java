package dev.palimpsest.mask;

import dev.palimpsest.pii.Finding;
import dev.palimpsest.pii.ModelRules;
import dev.palimpsest.pii.PiiDetector;
import dev.palimpsest.pii.Resolved;
import dev.palimpsest.pii.Rule;
import dev.palimpsest.pii.Span;
import dev.palimpsest.profile.PathProfile;
import dev.palimpsest.text.Conversation;
import dev.palimpsest.text.Leaf;
import dev.palimpsest.text.Leaves;
import dev.palimpsest.text.Slot;
import dev.palimpsest.text.Slots;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks a scrub after the fact, from what was written down about it: do the findings, applied to
 * the input, give the output to the letter, and does a scan of the output find anything left?
 */
public final class Replay {

  private final Policy policy;
  private final @Nullable Keyring keyring;
  private final PathProfile profile;

  /** By id. */
  private final Map<String, Rule> rules = new HashMap<>();

  /**
   * @param policy that the scrub ran with
   * @param keyring that it ran with
   */
  public Replay(Policy policy, @Nullable Keyring keyring) {
    this(policy, keyring, PathProfile.NONE);
  }

  /**
   * As the other constructor.
   *
   * @param profile that the scrub ran with
   */
  public Replay(Policy policy, @Nullable Keyring keyring, PathProfile profile) {
    this.policy = policy;
    this.keyring = keyring;
    this.profile = profile;
    PiiDetector.with(policy.rules()).rules().forEach(rule -> rules.put(rule.id(), rule));
    ModelRules.all().forEach(rule -> rules.put(rule.id(), rule));
  }

  /**
   * What a check came to.
   *
   * @param reproduced whether the findings give the output
   * @param left findings of tier A and B in the output that the policy would mask, made-up and
   *     coarser values aside; paths and offsets count in the output
   */
  public record Result(boolean reproduced, List<Finding> left) {
    public Result {
      left = List.copyOf(left);
    }
  }

  /**
   * Checks one conversation.
   *
   * @param input as it was before
   * @param output as the scrub wrote it
   * @param findings as the scrub reported them, in any order
   * @param origin as given to the scrub
   * @throws IllegalArgumentException if a finding is not of a leaf of {@code input}, or of a rule
   *     that the rule book does not have
   */
  public Result verify(
      Conversation input, Conversation output, List<Finding> findings, Origin origin) {
    return new Result(replayed(input, findings, origin).equals(output), left(output, origin));
  }

  private Conversation replayed(Conversation input, List<Finding> findings, Origin origin) {
    List<Slot> slots = Slots.of(input);
    MaskEdits edits =
        new MaskEdits(
            policy, new Replacer(policy, keyring, TextMasker.identified(keyring, origin, slots)));
    Map<String, List<Finding>> masked = new HashMap<>();
    for (Finding finding : findings) {
      if (policy.action(finding.type(), finding.tier()).masks()) {
        masked.computeIfAbsent(root(finding.path()), unseen -> new ArrayList<>()).add(finding);
      }
    }
    int lost = 0;
    for (Slot slot : slots) {
      lost += edit(slot, taken(slot, masked), edits);
    }
    lost += masked.values().stream().mapToInt(List::size).sum();
    if (lost > 0) {
      throw new IllegalArgumentException(
          "%d of %d findings are in no leaf of the input; it must be that of the scrub"
              .formatted(lost, findings.size()));
    }
    return Slots.replace(input, edits.apply(slots));
  }

  /** The string of the conversation that a finding's path starts with. */
  private static String root(String path) {
    int layer = path.indexOf('{');
    return layer < 0 ? path : path.substring(0, layer);
  }

  /** Takes the findings of a slot out; a personal key of the metadata is written as its number. */
  private static List<Finding> taken(Slot slot, Map<String, List<Finding>> masked) {
    List<Finding> ofSlot = masked.remove(slot.place().path(member -> false));
    if (ofSlot == null) {
      ofSlot = masked.remove(slot.place().path(member -> true));
    }
    return ofSlot == null ? List.of() : ofSlot;
  }

  /** Returns how many of the findings are in no leaf of the slot. */
  private int edit(Slot slot, List<Finding> findings, MaskEdits edits) {
    if (findings.isEmpty()) {
      return 0;
    }
    List<Finding> ordered = new ArrayList<>(findings);
    ordered.sort(Comparator.comparingInt(Finding::start));
    int next = 0;
    for (Leaf leaf : Leaves.of(slot)) {
      List<Resolved> ofLeaf = new ArrayList<>();
      while (next < ordered.size() && isIn(ordered.get(next), leaf)) {
        ofLeaf.add(resolved(ordered.get(next++), leaf));
      }
      if (!ofLeaf.isEmpty()) {
        edits.add(leaf, ofLeaf);
      }
    }
    return ordered.size() - next;
  }

  private static boolean isIn(Finding finding, Leaf leaf) {
    return finding.start() >= leaf.outermost(0)
        && finding.end() <= leaf.outermost(leaf.text().length());
  }

  private Resolved resolved(Finding finding, Leaf leaf) {
    int start = local(leaf, finding.start());
    int end = local(leaf, finding.end());
    Rule rule = rules.get(finding.rule());
    if (rule == null) {
      throw new IllegalArgumentException(
          "rule " + finding.rule() + " is not in the rule book; it must be that of the scrub");
    }
    Span span = new Span(leaf, start, end, rule, finding.tier(), finding.evidence());
    return new Resolved(span, finding.type(), finding.alternatives());
  }

  /** The boundary of {@code leaf} that lies at {@code outermost} in its slot, by bisection. */
  private static int local(Leaf leaf, int outermost) {
    int low = 0;
    int high = leaf.text().length();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (leaf.outermost(middle) < outermost) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private List<Finding> left(Conversation output, Origin origin) {
    List<Finding> found = new ArrayList<>();
    PiiDetector detector = PiiDetector.with(policy.rules());
    new TextMasker(detector, policy, keyring)
        .mask(Slots.of(output), profile.reader(detector).apply(output), origin, found);
    return found.stream()
        .filter(finding -> !finding.tier().isWeak())
        .filter(finding -> policy.action(finding.type(), finding.tier()).masks())
        .filter(finding -> hides(policy.operator(finding.type())))
        .toList();
  }

  /**
   * As {@link #verify(Conversation, Conversation, List, Origin)} for policies without narrow
   * scopes.
   *
   * @param tenant as given to the scrub
   * @param subject as given to the scrub
   */
  public Result verify(
      Conversation input,
      Conversation output,
      List<Finding> findings,
      String tenant,
      String subject) {
    return verify(input, output, findings, new Origin(tenant, subject, "", ""));
  }

  /** Whether nothing that looks like the value stays. */
  private static boolean hides(Operator operator) {
    return operator instanceof Operator.Remove
        || operator instanceof Operator.Label
        || operator instanceof Operator.Numbered
        || operator instanceof Operator.Token;
  }
}
