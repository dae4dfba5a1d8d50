package dev.palimpsest.pii;

import dev.palimpsest.text.Field;
import dev.palimpsest.text.Leaf;
import dev.palimpsest.text.Place;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values that keys and cues gave away somewhere in a conversation, to be found everywhere in it:
 * names whole and by their parts, ids, addresses, dates of birth in other notations.
 */
final class LearnedValues {

  private static final Set<Evidence> EVIDENCE = EnumSet.of(Evidence.SHAPE, Evidence.LEARNED);

  /**
   * @param exact whether it must be written like a name: a short word is a word or a code otherwise
   * @param reversed whether it is "Last, First", which may also be the end and start of two names
   */
  private record Form(Rule rule, boolean exact, boolean reversed) {

    Form(Rule rule, boolean exact) {
      this(rule, exact, false);
    }
  }

  private final Map<String, Form> forms = new LinkedHashMap<>();
  private final Map<LocalDate, Rule> days = new LinkedHashMap<>();
  private final List<String> texts = new ArrayList<>();
  private @Nullable KeywordAutomaton automaton;

  /** Learns from all that was found in one conversation. */
  static LearnedValues of(List<Span> spans) {
    LearnedValues learned = new LearnedValues();
    Map<Place, List<Span>> records = new LinkedHashMap<>();
    Map<Place, Place> owners = new IdentityHashMap<>();
    for (Span span : spans) {
      if (!span.rule().learned() || !isGivenAway(span)) {
        continue;
      }
      learned.learn(span);
      Place member = span.leaf().place().member();
      Place owner = member == null ? null : member.owner();
      if (owner != null && span.evidence().contains(Evidence.KEY) && isName(span)) {
        Place same = owners.computeIfAbsent(owner, o -> o);
        records.computeIfAbsent(same, unseen -> new ArrayList<>()).add(span);
      }
    }
    records.values().forEach(learned::learnFullName);
    learned.texts.addAll(learned.forms.keySet());
    learned.automaton = learned.texts.isEmpty() ? null : new KeywordAutomaton(learned.texts);
    return learned;
  }

  private static boolean isGivenAway(Span span) {
    Set<Evidence> evidence = span.evidence();
    return evidence.contains(Evidence.KEY)
        || evidence.contains(Evidence.CUE)
        || evidence.contains(Evidence.VALID);
  }

  private static boolean isName(Span span) {
    return span.rule().search() instanceof Search.Labelled labelled
        && labelled.shape() == Shape.NAME;
  }

  private void learn(Span span) {
    Rule rule = span.rule();
    String value = span.value().strip();
    Search search = rule.search();
    if (search instanceof Search.PersonName) {
      name(rule, value);
    } else if (search instanceof Search.Email) {
      mailbox(rule, value);
    } else if (search instanceof Search.Labelled labelled) {
      switch (labelled.shape()) {
        case NAME, FULL_NAME -> name(rule, value);
        case DATE -> date(rule, value);
        case ADDRESS, POSTCODE, IDENTIFIER, PASSWORD, TOKEN -> word(rule, value);
      }
    } else {
      word(rule, value);
    }
  }

  /** Long enough and odd enough to be no coincidence elsewhere. */
  private void word(Rule rule, String value) {
    boolean digit = value.chars().anyMatch(Character::isDigit);
    boolean digits = value.chars().allMatch(Character::isDigit);
    boolean enough = value.length() >= (digit ? 5 : 6);
    if (enough
        && !(digits && Integer.parseInt("0" + value.substring(0, 4)) == 0)
        && !CommonWords.contains(value)) {
      put(value, new Form(rule, false));
    }
  }

  private void mailbox(Rule rule, String value) {
    put(value, new Form(rule, false));
    String local = value.substring(0, value.indexOf('@'));
    boolean odd = local.chars().anyMatch(c -> Character.isDigit(c) || c == '.' || c == '_');
    if (odd && local.length() >= 6) {
      put(local, new Form(rule, false));
    }
  }

  private void date(Rule rule, String value) {
    DateText.Read read = DateText.read(value, 0);
    if (read == null) {
      return;
    }
    read.days().forEach(day -> days.putIfAbsent(day, rule));
  }

  private void name(Rule rule, String value) {
    String[] words = value.split("[\\s,]+");
    if (words.length > 1) {
      boolean ordinary = true;
      for (String word : words) {
        ordinary &= CommonWords.contains(word) && !CommonWords.isName(word);
      }
      if (ordinary) {
        return;
      }
      together(rule, List.of(words));
    }
    for (String word : words) {
      part(rule, word);
    }
  }

  private void part(Rule rule, String word) {
    boolean guarded =
        CommonWords.contains(word) || Placeholders.contains(word) || NameText.isParticle(word);
    int letters = (int) word.chars().filter(Character::isLetter).count();
    if (!guarded && (letters >= 2 || (letters == 1 && word.codePointAt(0) > 0x2e80))) {
      put(word, new Form(rule, letters <= 3));
    }
  }

  /** First and last name under two keys of one object make a full name. */
  private void learnFullName(List<Span> parts) {
    List<String> words = new ArrayList<>();
    parts.forEach(part -> words.add(part.value().strip()));
    for (int i = 0; i < words.size() && words.size() <= 4; i++) {
      for (int j = 0; j < words.size(); j++) {
        if (i != j) {
          together(parts.get(0).rule(), List.of(words.get(i), words.get(j)));
        }
      }
    }
    if (words.size() > 2 && words.size() <= 4) {
      together(parts.get(0).rule(), words);
    }
  }

  private void together(Rule rule, List<String> words) {
    for (String joint : List.of(" ", "_", ".", "-")) {
      put(String.join(joint, words), new Form(rule, false));
    }
    if (words.size() == 2) {
      put(words.get(1) + ", " + words.get(0), new Form(rule, false, true));
    }
  }

  private void put(String text, Form form) {
    if (!text.isEmpty()) {
      forms.putIfAbsent(text.toLowerCase(Locale.ROOT), form);
    }
  }

  /** The learned values in {@code leaf}. */
  List<Span> find(Leaf leaf) {
    List<Span> spans = new ArrayList<>();
    String text = leaf.text();
    if (!days.isEmpty()) {
      dates(leaf, spans);
    }
    if (automaton == null) {
      return spans;
    }
    boolean code = leaf.slot().field() == Field.TOOL_NAME || leaf.slot().field() == Field.CALL_ID;
    automaton.scan(
        text,
        (keyword, start, end) -> {
          Form form = form(keyword);
          boolean spelt =
              (!form.exact() || isName(text, start, end))
                  && !(form.reversed() && followsWord(text, start));
          boolean name = form.exact() || "PERSON".equals(form.rule().type());
          if (spelt && !(code && name) && isWhole(text, start, end)) {
            spans.add(new Span(leaf, start, end, form.rule(), Tier.B, EVIDENCE));
          }
        });
    return spans;
  }

  /** The learned days, however they are written. */
  private void dates(Leaf leaf, List<Span> spans) {
    String text = leaf.text();
    int i = 0;
    while (i < text.length()) {
      boolean starts = i == 0 || !isWord(text.charAt(i - 1));
      DateText.Read read =
          starts && DateText.mayStart(text.charAt(i)) ? DateText.read(text, i) : null;
      if (read == null) {
        i++;
        continue;
      }
      for (LocalDate day : read.days()) {
        Rule rule = days.get(day);
        if (rule != null) {
          spans.add(new Span(leaf, i, read.end(), rule, Tier.B, EVIDENCE));
          break;
        }
      }
      i = read.end();
    }
  }

  private Form form(int keyword) {
    Form form = forms.get(texts.get(keyword));
    if (form == null) {
      throw new IllegalStateException("every text of the automaton has a form");
    }
    return form;
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
