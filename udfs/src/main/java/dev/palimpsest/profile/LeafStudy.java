package dev.palimpsest.profile;

import dev.palimpsest.pii.ColumnVerdict;
import dev.palimpsest.pii.Evidence;
import dev.palimpsest.pii.LeavesAlone;
import dev.palimpsest.pii.PiiDetector;
import dev.palimpsest.pii.Rule;
import dev.palimpsest.pii.Search;
import dev.palimpsest.pii.Span;
import dev.palimpsest.pii.Tier;
import dev.palimpsest.pii.Validator;
import dev.palimpsest.text.Leaf;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What one leaf adds to the counts of its column. */
final class LeafStudy {

  /** Between a type and the region of its numbering plan. */
  static final char REGION = '/';

  /** Longer leaves are texts: they count as leaves that are no datum. */
  static final int LONGEST = 64;

  private final LeavesAlone asTheyAre;

  /** As if keys named every type of {@link #checked}. */
  private final LeavesAlone asChecked;

  /** Types with a check that some values pass and some do not. */
  private final Set<String> checked = new TreeSet<>();

  private final Map<String, DialledRegions> dialled = new TreeMap<>();

  LeafStudy(PiiDetector detector) {
    for (Rule rule : detector.rules()) {
      if (rule.search() instanceof Search.Phone phone) {
        dialled.put(rule.type(), new DialledRegions(phone.regions()));
      } else if (isChecked(rule)) {
        checked.add(rule.type());
      }
    }
    asTheyAre = detector.alone(Set.of());
    asChecked = detector.alone(checked);
  }

  private static boolean isChecked(Rule rule) {
    Search search = rule.search();
    return search instanceof Search.Phone
        || search instanceof Search.Iban
        || (search instanceof Search.Digits digits && digits.validator() != Validator.NONE)
        || (search instanceof Search.Identifier identifier
            && identifier.check() != null
            && !identifier.check().isEmpty());
  }

  /**
   * What a value looks like in its place.
   *
   * @param found findings of all of it
   * @param valid types among them whose check it passes
   * @param fitting kinds that it is or could be
   */
  private record Look(List<Span> found, Set<String> valid, Set<String> fitting) {
    static final Look NOTHING = new Look(List.of(), Set.of(), Set.of());
  }

  /** The counts of one leaf by kind: a type, or a type and a region. */
  Map<String, KindCounts> of(Leaf leaf) {
    if (leaf.text().length() > LONGEST) {
      return Map.of();
    }
    boolean digits = Decoy.exists(leaf.text());
    Look look = look(leaf, digits);
    if (look.fitting().isEmpty() && !digits) {
      return Map.of();
    }
    Look decoy = digits ? look(leaf.withText(Decoy.of(leaf.text())), true) : Look.NOTHING;
    Set<String> kinds = new TreeSet<>(look.fitting());
    kinds.addAll(decoy.fitting());
    Map<String, KindCounts> counts = new TreeMap<>();
    for (String kind : kinds) {
      counts.put(kind, counts(kind, look, decoy));
    }
    return counts;
  }

  private Look look(Leaf leaf, boolean digits) {
    List<Span> found = whole(leaf, asTheyAre.spans(leaf));
    Set<String> valid = new TreeSet<>();
    Set<String> fitting = new TreeSet<>();
    for (Span span : found) {
      fitting.add(span.rule().type());
      if (isValid(span)) {
        valid.add(span.rule().type());
      }
    }
    if (digits) {
      for (Span span : whole(leaf, asChecked.spans(leaf))) {
        if (isValid(span) && checked.contains(span.rule().type())) {
          fitting.add(span.rule().type());
        }
      }
      dialled.forEach(
          (type, regions) ->
              regions
                  .of(leaf.text().strip())
                  .forEach(region -> fitting.add(type + REGION + region)));
    }
    return new Look(found, valid, fitting);
  }

  private static boolean isValid(Span span) {
    return span.evidence().contains(Evidence.VALID);
  }

  /** The spans that leave out nothing but white space. */
  private static List<Span> whole(Leaf leaf, List<Span> spans) {
    String text = leaf.text();
    return spans.stream()
        .filter(
            span ->
                text.substring(0, span.start()).isBlank() && text.substring(span.end()).isBlank())
        .toList();
  }

  private static KindCounts counts(String kind, Look look, Look decoy) {
    List<Span> ofKind =
        look.found().stream().filter(span -> span.rule().type().equals(kind)).toList();
    Tier best = ofKind.stream().map(Span::tier).min(Tier::compareTo).orElse(null);
    boolean bare =
        best == Tier.B
            && ofKind.stream()
                .filter(span -> span.tier() == Tier.B)
                .allMatch(span -> isChecked(span.rule()) && ColumnVerdict.isShapeOnly(span));
    return new KindCounts(
        one(best == Tier.A),
        one(best == Tier.B),
        one(best == Tier.C),
        one(bare),
        one(bare && look.valid().contains(kind)),
        one(bare && decoy.valid().contains(kind)),
        one(look.fitting().contains(kind)),
        one(decoy.fitting().contains(kind)));
  }

  private static long one(boolean yes) {
    return yes ? 1 : 0;
  }
}
