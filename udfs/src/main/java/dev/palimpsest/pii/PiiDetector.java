package dev.palimpsest.pii;

import dev.palimpsest.pii.LeafScanner.Started;
import dev.palimpsest.text.Leaf;
import dev.palimpsest.text.Leaves;
import dev.palimpsest.text.Slot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds what the rule book describes. Thread-safe; costs some megabytes and a tenth of a second to
 * make, so one serves a whole JVM: {@link #standard}.
 */
public final class PiiDetector {

  private static final class Holder {
    static final PiiDetector STANDARD = new PiiDetector(RuleBook.standard());
    static final Map<UserRules, PiiDetector> EXTENDED = new ConcurrentHashMap<>();
  }

  /** What one thread works with, again and again. */
  private static final class Workspace {
    static final int LASTING = 1 << 5;

    final Scan scan;
    final LeafMemory found = new LeafMemory(LASTING);
    final LeafMemory learned = new LeafMemory(0);
    final Recurrences recurrences = new Recurrences();

    Workspace(List<Rule> rules, Lexicon lexicon) {
      this.scan = new Scan(rules, lexicon);
    }
  }

  /** Text in base 64 in base 64 deeper than this is not looked into. */
  private static final int MOST_ENCODINGS = 3;

  private final List<Rule> rules;
  private final Lexicon lexicon;
  private final KeyVocabulary keys;
  private final Started[] scanners;
  private final ThreadLocal<Workspace> workspaces;

  /**
   * Whether a text is scanned even where nothing in it starts any scanner but those of all texts.
   */
  private final boolean always;

  private final @Nullable EntitySearch entities;

  PiiDetector(RuleBook book) {
    this(book, Scanners.of(book));
  }

  PiiDetector(RuleBook book, List<Started> scanners) {
    this.rules = book.rules();
    this.lexicon = new Lexicon(book);
    this.keys = new KeyVocabulary(book, lexicon);
    this.scanners = scanners.toArray(Started[]::new);
    this.always = rules.stream().anyMatch(rule -> rule.search() instanceof Search.Expression);
    this.workspaces = ThreadLocal.withInitial(() -> new Workspace(rules, lexicon));
    this.entities = null;
  }

  private PiiDetector(PiiDetector other, EntitySearch entities) {
    this.rules = other.rules;
    this.lexicon = other.lexicon;
    this.keys = other.keys;
    this.scanners = other.scanners;
    this.always = other.always;
    this.workspaces = other.workspaces;
    this.entities = entities;
  }

  /** The detector of {@link RuleBook#standard}. */
  public static PiiDetector standard() {
    return Holder.STANDARD;
  }

  /**
   * The detector of {@link RuleBook#standard} and the user's rules behind it. Made once for each
   * set of rules in a JVM.
   *
   * @throws IllegalArgumentException if a rule is not of the rule book's format, has the id of
   *     another, or an example that does not hold; the message names the rule
   */
  public static PiiDetector with(UserRules rules) {
    return rules.isEmpty() ? standard() : Holder.EXTENDED.computeIfAbsent(rules, PiiDetector::made);
  }

  /**
   * As {@link #with(UserRules)}, and what the rules leave open is asked of a model.
   *
   * @param entities asks it; null for rules alone
   */
  public static PiiDetector with(UserRules rules, @Nullable EntitySearch entities) {
    PiiDetector detector = with(rules);
    return entities == null ? detector : new PiiDetector(detector, entities);
  }

  private static PiiDetector made(UserRules users) {
    PiiDetector detector = new PiiDetector(RuleBook.standard().with(users));
    RuleExamples examples = new RuleExamples(detector);
    users.rules().forEach(examples::check);
    return detector;
  }

  /** All rules that it looks for. */
  public List<Rule> rules() {
    return rules;
  }

  /**
   * What is found in the leaves of one conversation, overlaps and all: first in each leaf alone,
   * then, of what keys and cues gave away there, in every leaf.
   *
   * @throws DetectionException if a scanner, or the model, fails; then nothing is known about the
   *     leaves
   */
  public List<Span> spans(List<Leaf> leaves) {
    return spans(leaves, leaf -> ColumnVerdict.NONE);
  }

  /**
   * As {@link #spans(List)}, with what is known of a leaf from others in its place.
   *
   * @param columns says it of each leaf
   */
  public List<Span> spans(List<Leaf> leaves, Function<Leaf, ColumnVerdict> columns) {
    List<Span> spans = new ArrayList<>();
    Map<String, KeyMeaning> known = new HashMap<>();
    Workspace own = workspaces.get();
    try {
      Scanned[] all = new Scanned[leaves.size()];
      for (int i = 0; i < all.length; i++) {
        Leaf leaf = leaves.get(i);
        KeyMeaning key = keys.meaning(leaf, known);
        Scanned found = own.found.recall(leaf, key);
        if (found == null) {
          found = scan(leaf, key, known, 0);
          own.found.keep(leaf, key, found);
        }
        ColumnVerdict column = columns.apply(leaf);
        if (!column.isNone()) {
          spans.addAll(column.apply(found.spans(), expected(leaf, column)));
        } else if (!found.spans().isEmpty()) {
          spans.addAll(found.spans());
        }
        all[i] = found;
      }
      dropContradicted(spans, leaves, known);
      Signs signs = own.scan.signs();
      LearnedValues.of(spans, leaves, all, own.recurrences, signs)
          .find(leaves, all, own.learned, signs, spans);
      if (entities != null) {
        List<Span> byModel = entities.find(leaves, spans);
        spans.addAll(byModel);
        own.learned.clear();
        LearnedValues.ofModel(byModel).find(leaves, all, own.learned, own.scan.signs(), spans);
      }
    } finally {
      own.found.clear();
      own.learned.clear();
    }
    return spans;
  }

  private List<Span> expected(Leaf leaf, ColumnVerdict column) {
    return column.lifted().isEmpty() ? List.of() : alone(leaf, column.lifted());
  }

  /** What is found in one leaf, by itself and its key. */
  public List<Span> alone(Leaf leaf) {
    return alone(leaf, Set.of());
  }

  private List<Span> alone(Leaf leaf, Set<String> expected) {
    return new LeavesAlone(this, keys, expected).spans(leaf);
  }

  /**
   * Looks at leaves one by one.
   *
   * @param expected types that are looked for as if the key named them; a key with a word that
   *     speaks against a rule does not
   */
  public LeavesAlone alone(Set<String> expected) {
    return new LeavesAlone(this, keys, expected);
  }

  /** What is found in a leaf whose key has a meaning. */
  List<Span> alone(Leaf leaf, KeyMeaning key, Map<String, KeyMeaning> known) {
    return scan(leaf, key, known, 0).spans();
  }

  /**
   * A phrase is a weak witness against a key: what the text calls a user id, and a record a
   * reservation, is a reservation.
   */
  private void dropContradicted(
      List<Span> spans, List<Leaf> leaves, Map<String, KeyMeaning> known) {
    Set<String> values = new HashSet<>();
    for (Span span : spans) {
      if (isIdentifierByCue(span)) {
        values.add(span.value());
      }
    }
    if (values.isEmpty()) {
      return;
    }
    Set<String> contradicted = new HashSet<>();
    for (Leaf leaf : leaves) {
      boolean value = leaf.kind() == Leaf.Kind.TEXT && leaf.place().member() != null;
      if (value && values.contains(leaf.text()) && keys.meaning(leaf, known).labelled().isEmpty()) {
        contradicted.add(leaf.text());
      }
    }
    spans.removeIf(span -> isIdentifierByCue(span) && contradicted.contains(span.value()));
  }

  private static boolean isIdentifierByCue(Span span) {
    return span.evidence().contains(Evidence.CUE)
        && span.rule().search() instanceof Search.Labelled labelled
        && labelled.shape() == Shape.IDENTIFIER;
  }

  /** Looks at a leaf as it stands, then at what encoded stretches of it hold. */
  private Scanned scan(Leaf leaf, KeyMeaning key, Map<String, KeyMeaning> known, int depth) {
    if (!Window.isEnough(leaf.text().length())) {
      return new Scanned(scanLong(leaf, key, known, depth), WordFilter.ALL);
    }
    Scan scan = workspaces.get().scan;
    scan.start(leaf, key);
    int[] dates = WordFilter.dates(leaf.text(), scan.signs());
    long words = WordFilter.of(scan.signs(), dates);
    if (always || key != KeyMeaning.NONE || Triage.needsScan(leaf.text())) {
      plain(scan);
    }
    // Before the next leaf is read: its signs take the place of these.
    List<Decoded> encoded =
        depth < MOST_ENCODINGS ? Encodings.of(leaf.text(), scan.signs()) : List.of();
    List<Span> spans = scan.finish();
    return new Scanned(
        encoded.isEmpty() ? spans : decoded(leaf, key, known, spans, encoded, depth), words, dates);
  }

  private List<Span> scanLong(Leaf leaf, KeyMeaning key, Map<String, KeyMeaning> known, int depth) {
    List<Span> spans = new ArrayList<>();
    for (Window window : Window.over(leaf.text().length())) {
      Leaf part = leaf.part(window.start(), window.end());
      window.take(scan(part, key, known, depth).spans(), leaf, spans);
    }
    return spans;
  }

  private void plain(Scan scan) {
    scan.readKeywords();
    int signs = Sign.in(scan);
    for (Started started : scanners) {
      if (started.sign().isAmong(signs)) {
        try {
          started.scanner().scan(scan);
        } catch (RuleBudgetException e) {
          throw e;
        } catch (RuntimeException e) {
          String name = started.scanner().getClass().getSimpleName();
          throw new DetectionException(name, scan.leaf().place().toString(), e);
        }
      }
    }
  }

  /** Adds what encoded stretches of {@code leaf} hold, as spans of the leaf. */
  private List<Span> decoded(
      Leaf leaf,
      KeyMeaning key,
      Map<String, KeyMeaning> known,
      List<Span> plain,
      List<Decoded> encoded,
      int depth) {
    List<Span> spans = new ArrayList<>(plain);
    Set<String> seen = new HashSet<>();
    spans.forEach(span -> seen.add(place(span)));
    for (Decoded decoded : encoded) {
      for (Leaf inner : Leaves.of(Slot.plain(decoded.text()))) {
        KeyMeaning own = keys.meaning(inner, known);
        KeyMeaning meaning = own == KeyMeaning.NONE ? key : own;
        for (Span span : scan(inner, meaning, known, depth + 1).spans()) {
          int start = decoded.starts()[inner.outermost(span.start())];
          int end = decoded.ends()[inner.outermost(span.end()) - 1];
          Span outer = span.in(leaf, start, end);
          if (span.tier() != Tier.C && seen.add(place(outer))) {
            spans.add(outer);
          }
        }
      }
    }
    return spans;
  }

  private static String place(Span span) {
    return span.rule().id() + ' ' + span.start() + ' ' + span.end();
  }

  /** What is found in a text that stands alone, JSON in it included, in the order of the text. */
  public List<Finding> find(String text) {
    return Findings.all(spans(Leaves.of(Slot.plain(text))));
  }

  /**
   * Spans without overlaps: their union is covered by the result.
   *
   * @param spans of any number of leaves
   * @return leaf by leaf in the order in which leaves first appear in {@code spans}
   */
  public static List<Resolved> resolve(List<Span> spans) {
    if (areOfOneLeaf(spans)) {
      return Overlaps.resolve(spans);
    }
    Map<Leaf, List<Span>> byLeaf = new LinkedHashMap<>();
    for (Span span : spans) {
      byLeaf.computeIfAbsent(span.leaf(), unseen -> new ArrayList<>()).add(span);
    }
    List<Resolved> resolved = new ArrayList<>();
    byLeaf.values().forEach(ofLeaf -> resolved.addAll(Overlaps.resolve(ofLeaf)));
    return resolved;
  }

  private static boolean areOfOneLeaf(List<Span> spans) {
    for (int i = 1; i < spans.size(); i++) {
      if (spans.get(i).leaf() != spans.get(0).leaf()) {
        return false;
      }
    }
    return true;
  }
}
