package dev.palimpsest.mask;

import dev.palimpsest.pii.Finding;
import dev.palimpsest.pii.Findings;
import dev.palimpsest.pii.PiiDetector;
import dev.palimpsest.pii.Resolved;
import dev.palimpsest.pii.Span;
import dev.palimpsest.text.Edit;
import dev.palimpsest.text.Keys;
import dev.palimpsest.text.Leaf;
import dev.palimpsest.text.Leaves;
import dev.palimpsest.text.Place;
import dev.palimpsest.text.Slot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
              + " masks with tokens, which needs a key; provide a key reference (env:NAME or"
              + " file:PATH), or use another operator");
    }
    this.detector = detector;
    this.policy = policy;
    this.keyring = keyring;
  }

  /**
   * @param findings receives what was masked or reported
   * @return the masked text of each slot
   */
  List<String> mask(List<Slot> slots, String tenant, List<Finding> findings) {
    List<Leaf> leaves = new ArrayList<>();
    slots.forEach(slot -> leaves.addAll(Leaves.of(slot)));
    List<Span> spans = detector.spans(leaves);
    Map<Leaf, List<Resolved>> masked = byLeaf(resolve(spans, Action.MASK));
    Map<Leaf, List<Resolved>> reported = byLeaf(resolve(spans, Action.REPORT));

    Replacer replacer = new Replacer(policy, keyring, tenant);
    Findings paths = new Findings(spans);
    Map<Slot, List<Edit>> edits = new IdentityHashMap<>();
    Map<Place, Set<String>> keys = new IdentityHashMap<>();
    for (Leaf leaf : leaves) {
      List<Resolved> toMask = masked.getOrDefault(leaf, List.of());
      List<Resolved> toReport = uncovered(reported.getOrDefault(leaf, List.of()), toMask);
      List<Edit> ofSlot = edits.computeIfAbsent(leaf.slot(), unseen -> new ArrayList<>());
      if (leaf.kind() == Leaf.Kind.KEY) {
        ofSlot.addAll(key(leaf, toMask, replacer, keys));
      } else {
        toMask.forEach(found -> ofSlot.add(edit(leaf, found, replacer)));
      }
      List<Resolved> found = new ArrayList<>(toMask);
      found.addAll(toReport);
      found.sort(Comparator.comparingInt(resolved -> resolved.span().start()));
      found.forEach(resolved -> findings.add(paths.of(resolved)));
    }
    return slots.stream()
        .map(slot -> Edit.apply(slot.text(), edits.getOrDefault(slot, List.of())))
        .toList();
  }

  private List<Resolved> resolve(List<Span> spans, Action action) {
    return PiiDetector.resolve(
        spans.stream()
            .filter(span -> policy.action(span.rule().type(), span.tier()) == action)
            .toList());
  }

  private static Map<Leaf, List<Resolved>> byLeaf(List<Resolved> found) {
    Map<Leaf, List<Resolved>> byLeaf = new IdentityHashMap<>();
    for (Resolved resolved : found) {
      byLeaf.computeIfAbsent(resolved.span().leaf(), unseen -> new ArrayList<>()).add(resolved);
    }
    return byLeaf;
  }

  /** What is masked needs no report besides. */
  private static List<Resolved> uncovered(List<Resolved> reported, List<Resolved> masked) {
    return reported.stream()
        .filter(
            report ->
                masked.stream()
                    .noneMatch(
                        mask ->
                            report.span().start() < mask.span().end()
                                && report.span().end() > mask.span().start()))
        .toList();
  }

  private Edit edit(Leaf leaf, Resolved found, Replacer replacer) {
    Span span = found.span();
    String type = found.type();
    if (leaf.kind() == Leaf.Kind.NUMBER) {
      boolean keep = policy.operator(type) instanceof Operator.Keep;
      return leaf.edit(0, leaf.text().length(), keep ? leaf.text() : zero(leaf.text()));
    }
    return leaf.edit(span.start(), span.end(), replacer.replace(type, span.value()));
  }

  private static String zero(String number) {
    return number.chars().allMatch(c -> c == '-' || Character.isDigit(c)) ? "0" : "0.0";
  }

  /** A masked key must still differ from all other keys of its object. */
  private List<Edit> key(
      Leaf leaf, List<Resolved> found, Replacer replacer, Map<Place, Set<String>> taken) {
    if (found.isEmpty()) {
      return List.of();
    }
    StringBuilder masked = new StringBuilder();
    int done = 0;
    for (Resolved resolved : found) {
      Span span = resolved.span();
      masked.append(leaf.text(), done, span.start());
      masked.append(replacer.replace(resolved.type(), span.value()));
      done = span.end();
    }
    masked.append(leaf.text().substring(done));
    Place object = leaf.place().owner();
    if (object == null) {
      throw new IllegalStateException("a key belongs to an object");
    }
    Set<String> keys =
        taken.computeIfAbsent(object, unseen -> new HashSet<>(leaf.place().siblings()));
    String unused =
        masked.toString().equals(leaf.text()) ? leaf.text() : Keys.unused(masked.toString(), keys);
    return List.of(leaf.edit(0, leaf.text().length(), unused));
  }
}
