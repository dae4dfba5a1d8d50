package dev.palimpsest.pii;

import dev.palimpsest.pii.LearnedForms.Form;
import dev.palimpsest.pii.LearnedTexts.Match;
import dev.palimpsest.text.Field;
import dev.palimpsest.text.Leaf;
import dev.palimpsest.text.Place;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values that keys and cues gave away somewhere in a conversation, to be found everywhere in it:
 * names whole and by their parts, ids, addresses, dates of birth in other notations.
 */
final class LearnedValues {

  /** A shorter leaf is searched again sooner than it is looked up. */
  private static final int SHORTEST_REMEMBERED = 32;

  private static final Scanned UNKNOWN = new Scanned(List.of(), WordFilter.ALL);

  /** Of what is found by a value that a rule gave away. */
  static final Tier TIER = Tier.B;

  static final EvidenceSet EVIDENCE = EvidenceSet.of(Evidence.SHAPE, Evidence.LEARNED);

  private static final EvidenceSet MODEL_EVIDENCE =
      EvidenceSet.of(Evidence.MODEL, Evidence.LEARNED);

  /** What a model alone says must be as good as sure before it is believed of other places. */
  private static final double LEAST_PROBABILITY = 0.95;

  private static final LearnedValues NOTHING = new LearnedValues(new LearnedForms());

  private final LearnedForms forms;
  private final @Nullable LearnedTexts texts;

  private LearnedValues(LearnedForms forms) {
    this.forms = forms;
    this.texts = forms.texts().isEmpty() ? null : forms.texts();
  }

  /**
   * Learns from all that was found in one conversation.
   *
   * @param leaves of the conversation
   * @param scanned what is known of each leaf
   * @param recurrences says what is not worth learning
   * @param buffer for the text of a leaf; of the last one that was scanned
   */
  static LearnedValues of(
      List<Span> spans,
      List<Leaf> leaves,
      Scanned[] scanned,
      Recurrences recurrences,
      Signs buffer) {
    LearnedForms forms = null;
    boolean read = false;
    Map<Place, List<Span>> records = Map.of();
    for (Span span : spans) {
      if (!span.rule().learned() || !isGivenAway(span)) {
        continue;
      }
      if (!read) {
        recurrences.read(leaves, scanned, buffer);
        read = true;
      }
      Place owner = recordOf(span);
      if (owner == null && !recurrences.mayRecur(span, spans)) {
        continue;
      }
      forms = forms == null ? new LearnedForms() : forms;
      forms.learn(span);
      if (owner != null) {
        records = records.isEmpty() ? new LinkedHashMap<>() : records;
        records.computeIfAbsent(owner, unseen -> new ArrayList<>()).add(span);
      }
    }
    if (forms == null) {
      return NOTHING;
    }
    for (List<Span> names : records.values()) {
      forms.learnFullName(names);
    }
    return new LearnedValues(forms);
  }

  /** The object that a name under a key is of; null for all other findings. */
  private static @Nullable Place recordOf(Span span) {
    Place member = span.leaf().place().member();
    return member != null && span.evidence().contains(Evidence.KEY) && isName(span)
        ? member.owner()
        : null;
  }

  /** Learns from what a model found: whole values of several words, no parts of them. */
  static LearnedValues ofModel(List<Span> spans) {
    LearnedForms forms = new LearnedForms();
    for (Span span : spans) {
      Double probability = span.probability();
      boolean sure = probability != null && probability >= LEAST_PROBABILITY;
      if (span.rule().learned() && sure) {
        forms.learnWhole(span);
      }
    }
    return new LearnedValues(forms);
  }

  private static boolean isGivenAway(Span span) {
    Set<Evidence> evidence = span.evidence();
    return evidence.contains(Evidence.KEY)
        || evidence.contains(Evidence.CUE)
        || (span.rule().search() instanceof Search.Name && span.tier() != Tier.C)
        || (evidence.contains(Evidence.VALID) && span.tier() == Tier.A);
  }

  private static boolean isName(Span span) {
    return span.rule().search() instanceof Search.Labelled labelled
        && labelled.shape() == Shape.NAME;
  }

  /**
   * Adds the learned values in all leaves to {@code spans}.
   *
   * @param scanned what is known of each leaf
   * @param memory of leaves for this search, empty
   * @param buffer for the text of a leaf
   */
  void find(
      List<Leaf> leaves, Scanned[] scanned, LeafMemory memory, Signs buffer, List<Span> spans) {
    if (texts == null && forms.days().isEmpty()) {
      return;
    }
    for (int i = 0; i < scanned.length; i++) {
      Leaf leaf = leaves.get(i);
      long words = scanned[i].words();
      boolean ruledOut = texts == null || !texts.mayBeIn(scanned[i].index());
      if (!mayHaveDays(leaf, words) && (ruledOut || !mayHaveTexts(leaf, words))) {
        continue;
      }
      boolean small = leaf.text().length() < SHORTEST_REMEMBERED;
      Scanned known = small ? null : memory.recall(leaf, KeyMeaning.NONE);
      if (known != null) {
        spans.addAll(known.spans());
        continue;
      }
      int before = spans.size();
      if (Window.isEnough(leaf.text().length())) {
        find(leaf, scanned[i], buffer, spans);
      } else {
        findLong(leaf, buffer, spans);
      }
      if (!small) {
        List<Span> found = spans.subList(before, spans.size());
        List<Span> kept = found.isEmpty() ? List.of() : new ArrayList<>(found);
        memory.keep(leaf, KeyMeaning.NONE, new Scanned(kept, words));
      }
    }
  }

  private void findLong(Leaf leaf, Signs buffer, List<Span> spans) {
    for (Window window : Window.over(leaf.text().length())) {
      List<Span> found = new ArrayList<>();
      find(leaf.part(window.start(), window.end()), UNKNOWN, buffer, found);
      window.take(found, leaf, spans);
    }
  }

  private boolean mayHaveDays(Leaf leaf, long words) {
    return !forms.days().isEmpty()
        && leaf.text().length() >= DateText.SHORTEST
        && WordFilter.mayHaveDates(words);
  }

  private boolean mayHaveTexts(Leaf leaf, long words) {
    return texts != null && leaf.text().length() >= texts.shortest() && texts.mayBeIn(words);
  }

  private void find(Leaf leaf, Scanned scanned, Signs buffer, List<Span> spans) {
    buffer.load(leaf.text());
    if (mayHaveDays(leaf, scanned.words())) {
      int[] starts = scanned.dates();
      if (starts != null) {
        dates(leaf, starts, spans);
      } else {
        dates(leaf, buffer.characters(), spans);
      }
    }
    if (texts != null && mayHaveTexts(leaf, scanned.words())) {
      for (Match match : texts.find(buffer.characters(), buffer.length())) {
        add(leaf, match, spans);
      }
    }
  }

  private static void add(Leaf leaf, Match match, List<Span> spans) {
    String text = leaf.text();
    Form form = match.form();
    int start = match.start();
    int end = match.end();
    boolean code = leaf.slot().field() == Field.TOOL_NAME || leaf.slot().field() == Field.CALL_ID;
    boolean spelt =
        (!form.exact() || isName(text, start, end))
            && !(form.reversed() && followsWord(text, start));
    boolean name = form.exact() || "PERSON".equals(form.rule().type());
    if (spelt && !(code && name) && isWhole(text, start, end)) {
      boolean part = name && !form.reversed() && NameText.isWord(text, start, end);
      int from = part ? NameText.startWithNeighbour(text, start) : start;
      int to = part ? NameText.endWithNeighbour(text, end) : end;
      boolean model = ModelRules.isOne(form.rule());
      spans.add(
          new Span(
              leaf,
              from,
              to,
              form.rule(),
              model ? Tier.D : TIER,
              model ? MODEL_EVIDENCE : EVIDENCE));
    }
  }

  /** The learned days, however they are written, where a date may start. */
  private void dates(Leaf leaf, int[] starts, List<Span> spans) {
    int done = 0;
    for (int start : starts) {
      DateText.Read read = start < done ? null : DateText.read(leaf.text(), start);
      if (read != null) {
        add(leaf, start, read, spans);
        done = read.end();
      }
    }
  }

  private void add(Leaf leaf, int start, DateText.Read read, List<Span> spans) {
    for (LocalDate day : read.days()) {
      Rule rule = forms.days().get(day);
      if (rule != null) {
        spans.add(new Span(leaf, start, read.end(), rule, TIER, EVIDENCE));
        return;
      }
    }
  }

  /** As the other, where nothing is known of the leaf. */
  private void dates(Leaf leaf, char[] characters, List<Span> spans) {
    String text = leaf.text();
    boolean inWord = false;
    int i = 0;
    while (i < text.length()) {
      int kind = CharacterKinds.of(characters[i]);
      boolean starts =
          !inWord
              && (kind & CharacterKinds.DATE) != 0
              && DateText.mayStart(characters, i, text.length());
      DateText.Read read = starts ? DateText.read(text, i) : null;
      if (read == null) {
        inWord = (kind & CharacterKinds.WORD) != 0;
        i++;
        continue;
      }
      add(leaf, i, read, spans);
      // A date ends with a letter or a digit.
      inWord = true;
      i = read.end();
    }
  }

  /** "Mia", not "mia" and not "MIA", which are other things more often than not. */
  private static boolean isName(String text, int start, int end) {
    char second = text.charAt(Math.min(start + 1, end - 1));
    return !Character.isLowerCase(text.charAt(start))
        && (end - start == 1 || !Character.isUpperCase(second));
  }

  private static boolean followsWord(String text, int start) {
    return start > 1 && text.charAt(start - 1) == ' ' && isWord(text.charAt(start - 2));
  }

  private static boolean isWhole(String text, int start, int end) {
    boolean before = start == 0 || !isWord(text.charAt(start - 1));
    boolean after = end == text.length() || !isWord(text.charAt(end));
    return before && after && !isAmount(text, start, end);
  }

  private static boolean isWord(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }

  /** Digits after a currency sign, or before a decimal fraction, are no id. */
  private static boolean isAmount(String text, int start, int end) {
    if (!DigitRuns.isDigit(text.charAt(start)) || !DigitRuns.isDigit(text.charAt(end - 1))) {
      return false;
    }
    boolean money = start > 0 && "$€£¥".indexOf(text.charAt(start - 1)) >= 0;
    boolean fraction =
        end + 1 < text.length()
            && text.charAt(end) == '.'
            && DigitRuns.isDigit(text.charAt(end + 1));
    return money || fraction;
  }
}
