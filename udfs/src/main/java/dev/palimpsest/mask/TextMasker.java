package dev.palimpsest.mask;

import dev.palimpsest.pii.ColumnVerdict;
import dev.palimpsest.pii.Finding;
import dev.palimpsest.pii.Findings;
import dev.palimpsest.pii.PiiDetector;
import dev.palimpsest.pii.Resolved;
import dev.palimpsest.pii.Span;
import dev.palimpsest.text.Leaf;
import dev.palimpsest.text.Leaves;
import dev.palimpsest.text.Slot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Masks strings that belong together: what one gives away is masked in all. */
final class TextMasker {

  private final PiiDetector detector;
  private final Policy policy;
  private final @Nullable Keyring keyring;

  TextMasker(PiiDetector detector, Policy policy, @Nullable Keyring keyring) {
    if (policy.needsKey() && keyring == null) {
      throw new IllegalArgumentException(
          "policy "
              + policy.name()
              + " masks with a key; provide a key reference (env:NAME or"
              + " file:PATH), or use another operator");
    }
    this.detector = detector;
    this.policy = policy;
    this.keyring = keyring;
  }

  /**
   * @param origin whose they are
   * @param findings receives what was masked or reported
   * @return the masked text of each slot
   */
  List<String> mask(List<Slot> slots, Origin origin, List<Finding> findings) {
    return mask(slots, leaf -> ColumnVerdict.NONE, origin, findings);
  }

  /** As the other, with what is known of the columns that leaves are in. */
  List<String> mask(
      List<Slot> slots,
      Function<Leaf, ColumnVerdict> columns,
      Origin origin,
      List<Finding> findings) {
    List<Leaf> leaves = new ArrayList<>();
    slots.forEach(slot -> leaves.addAll(Leaves.of(slot)));
    List<Span> spans = detector.spans(leaves, columns);
    refuse(spans);
    Map<Leaf, List<Resolved>> masked = byLeaf(resolve(spans, Action::masks));
    Map<Leaf, List<Resolved>> reported = byLeaf(resolve(spans, action -> action == Action.REPORT));

    MaskEdits edits =
        new MaskEdits(policy, new Replacer(policy, keyring, identified(keyring, origin, slots)));
    Findings paths = new Findings(spans);
    for (Leaf leaf : inOrder(slots, masked.keySet(), reported.keySet())) {
      List<Resolved> toMask = masked.getOrDefault(leaf, List.of());
      List<Resolved> toReport = uncovered(reported.getOrDefault(leaf, List.of()), toMask);
      edits.add(leaf, toMask);
      List<Resolved> found = new ArrayList<>(toMask);
      found.addAll(toReport);
      found.sort(Comparator.comparingInt(resolved -> resolved.span().start()));
      found.forEach(resolved -> findings.add(paths.of(resolved)));
    }
    return edits.apply(slots);
  }

  /** Before overlaps are resolved: what keeps a row back must not lose to what lets it pass. */
  private void refuse(List<Span> spans) {
    if (!policy.refusesRows()) {
      return;
    }
    RefusedRowException refused = null;
    for (Span span : spans) {
      String type = span.rule().type();
      if (!policy.action(type, span.tier()).masks()) {
        continue;
      }
      if (policy.operator(type) instanceof Operator.DropRow) {
        throw new DroppedRowException(policy.name(), type);
      }
      if (refused == null && policy.operator(type) instanceof Operator.Quarantine) {
        refused = new QuarantineException(policy.name(), type);
      }
    }
    if (refused != null) {
      throw refused;
    }
  }

  /** A row without an id is known by its text, so that a scope of a row is no wider than that. */
  static Origin identified(@Nullable Keyring keyring, Origin origin, List<Slot> slots) {
    if (keyring == null || !origin.row().isEmpty()) {
      return origin;
    }
    String[] texts = slots.stream().map(Slot::text).toArray(String[]::new);
    return origin.orRow(HexFormat.of().formatHex(keyring.mac("row", texts)));
  }

  private List<Resolved> resolve(List<Span> spans, Predicate<Action> wanted) {
    List<Span> some = new ArrayList<>();
    for (Span span : spans) {
      if (wanted.test(policy.action(span.rule().type(), span.tier()))) {
        some.add(span);
      }
    }
    return PiiDetector.resolve(some);
  }

  private static Map<Leaf, List<Resolved>> byLeaf(List<Resolved> found) {
    Map<Leaf, List<Resolved>> byLeaf = new IdentityHashMap<>();
    for (Resolved resolved : found) {
      byLeaf.computeIfAbsent(resolved.span().leaf(), unseen -> new ArrayList<>()).add(resolved);
    }
    return byLeaf;
  }

  /**
   * Leaves in the order of the texts: most have nothing, and asking each costs more than to sort.
   */
  private static List<Leaf> inOrder(List<Slot> slots, Set<Leaf> some, Set<Leaf> others) {
    Map<Slot, List<Leaf>> bySlot = new IdentityHashMap<>();
    some.forEach(
        leaf -> bySlot.computeIfAbsent(leaf.slot(), unseen -> new ArrayList<>()).add(leaf));
    for (Leaf leaf : others) {
      if (!some.contains(leaf)) {
        bySlot.computeIfAbsent(leaf.slot(), unseen -> new ArrayList<>()).add(leaf);
      }
    }
    List<Leaf> ordered = new ArrayList<>();
    for (Slot slot : slots) {
      List<Leaf> ofSlot = bySlot.getOrDefault(slot, new ArrayList<>(0));
      ofSlot.sort(Comparator.comparingInt(leaf -> leaf.outermost(0)));
      ordered.addAll(ofSlot);
    }
    return ordered;
  }

  /** What is masked needs no report besides. Both are in the order of the text. */
  private static List<Resolved> uncovered(List<Resolved> reported, List<Resolved> masked) {
    List<Resolved> uncovered = new ArrayList<>();
    int next = 0;
    for (Resolved report : reported) {
      while (next < masked.size() && masked.get(next).span().end() <= report.span().start()) {
        next++;
      }
      boolean covered =
          next < masked.size() && masked.get(next).span().start() < report.span().end();
      if (!covered) {
        uncovered.add(report);
      }
    }
    return uncovered;
  }
}
