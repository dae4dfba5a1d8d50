package dev.palimpsest.pii;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The forms in which values that were given away may come back: whole, in parts, rearranged. */
final class LearnedForms {

  private static final Set<String> TITLES =
      Set.of("mr", "mrs", "ms", "mx", "dr", "prof", "sr", "sra", "herr", "frau", "mme");

  private static final int MOST_PARTS = 4;

  private static final String JOINTS = " _.-";

  /**
   * How a text is to be taken.
   *
   * @param rule of the value that it is a form of
   * @param exact whether it must be written like a name: a short word is a word or a code otherwise
   * @param reversed whether it is "Last, First", which may also be the end and start of two names
   */
  record Form(Rule rule, boolean exact, boolean reversed) {

    Form(Rule rule, boolean exact) {
      this(rule, exact, false);
    }
  }

  private final LearnedTexts texts = new LearnedTexts();
  private final Map<LocalDate, Rule> days = new LinkedHashMap<>();

  /** The rule by which a value was last learned: it teaches nothing the second time. */
  private final Map<String, Rule> known = new HashMap<>();

  /** Among equal texts the first learned counts. */
  LearnedTexts texts() {
    return texts;
  }

  /** Dates are found in any notation. */
  Map<LocalDate, Rule> days() {
    return days;
  }

  void learn(Span span) {
    Rule rule = span.rule();
    String value = span.value().strip();
    if (rule == known.put(value, rule)) {
      return;
    }
    Search search = rule.search();
    if (isName(rule)) {
      name(rule, value);
    } else if (search instanceof Search.Email) {
      mailbox(rule, value);
    } else if (isDay(rule)) {
      date(rule, value);
    } else {
      word(rule, value);
    }
  }

  /** Whether parts of its values are learned too. */
  static boolean isName(Rule rule) {
    Search search = rule.search();
    if (search instanceof Search.Labelled labelled) {
      return switch (labelled.shape()) {
        case NAME, TITLED_NAME, FULL_NAME -> true;
        case DATE, ADDRESS, POSTCODE, IDENTIFIER, CODE, ORGANIZATION, PASSWORD, TOKEN -> false;
      };
    }
    return search instanceof Search.PersonName || search instanceof Search.Name;
  }

  /** Whether its values are found in any notation. */
  static boolean isDay(Rule rule) {
    return rule.search() instanceof Search.Labelled labelled && labelled.shape() == Shape.DATE;
  }

  /** Learns a value of several words as it stands; its words alone may be anything. */
  void learnWhole(Span span) {
    List<String> words = words(span.value());
    if (words.size() < 2 || isOrdinary(words)) {
      return;
    }
    if (EntityType.PERSON.name().equals(span.rule().type())) {
      together(span.rule(), words);
    } else {
      word(span.rule(), span.value().strip());
    }
  }

  /** What spaces and commas divide. */
  private static List<String> words(String value) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= value.length(); i++) {
      if (i == value.length()
          || value.charAt(i) == ','
          || Character.isWhitespace(value.charAt(i))) {
        if (i > start) {
          words.add(value.substring(start, i));
        }
        start = i + 1;
      }
    }
    return words;
  }

  private static boolean isOrdinary(List<String> words) {
    for (String word : words) {
      if (!CommonWords.contains(word) || CommonWords.isName(word)) {
        return false;
      }
    }
    return true;
  }

  /** Long enough and odd enough to be no coincidence elsewhere. */
  private void word(Rule rule, String value) {
    boolean enough = value.length() >= 6 || (value.length() == 5 && hasDigit(value));
    if (enough && !CommonWords.contains(value)) {
      put(value, new Form(rule, false));
    }
  }

  private static boolean hasDigit(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (Character.isDigit(value.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private void mailbox(Rule rule, String value) {
    put(value, new Form(rule, false));
    int at = value.indexOf('@');
    if (at < 0) {
      // The at-sign is encoded; what stands around it is too.
      return;
    }
    String local = value.substring(0, at);
    if (local.length() >= 6 && isOdd(local)) {
      put(local, new Form(rule, false));
    }
  }

  private static boolean isOdd(String local) {
    for (int i = 0; i < local.length(); i++) {
      char c = local.charAt(i);
      if (Character.isDigit(c) || c == '.' || c == '_') {
        return true;
      }
    }
    return false;
  }

  private void date(Rule rule, String value) {
    DateText.Read read = DateText.read(value, 0);
    if (read == null) {
      return;
    }
    read.days().forEach(day -> days.putIfAbsent(day, rule));
  }

  private void name(Rule rule, String value) {
    List<String> words = words(untitled(value));
    if (words.size() > 1) {
      if (isOrdinary(words)) {
        return;
      }
      together(rule, words);
    }
    for (String word : words) {
      part(rule, word);
    }
  }

  /** Without a form of address, which others have too. */
  private static String untitled(String value) {
    int space = value.indexOf(' ');
    return space > 0
            && (value.charAt(space - 1) == '.'
                || TITLES.contains(value.substring(0, space).toLowerCase(Locale.ROOT)))
            && space <= 5
        ? value.substring(space + 1).strip()
        : value;
  }

  private void part(Rule rule, String word) {
    boolean guarded =
        CommonWords.contains(word) || Placeholders.contains(word) || NameText.isParticle(word);
    int letters = 0;
    for (int i = 0; i < word.length(); i++) {
      letters += Character.isLetter(word.charAt(i)) ? 1 : 0;
    }
    if (!guarded && (letters >= 2 || (letters == 1 && word.codePointAt(0) > 0x2e80))) {
      put(word, new Form(rule, letters <= 3));
    }
  }

  /** First and last name under two keys of one object make a full name. */
  void learnFullName(List<Span> parts) {
    List<String> words = new ArrayList<>();
    parts.forEach(part -> words.add(part.value().strip()));
    for (int i = 0; i < words.size() && words.size() <= MOST_PARTS; i++) {
      for (int j = 0; j < words.size(); j++) {
        if (i != j) {
          together(parts.get(0).rule(), List.of(words.get(i), words.get(j)));
        }
      }
    }
    if (words.size() > 2 && words.size() <= MOST_PARTS) {
      together(parts.get(0).rule(), words);
    }
  }

  private void together(Rule rule, List<String> words) {
    Form form = new Form(rule, false);
    char[] joined = LearnedTexts.folded(String.join(" ", words));
    for (int joint = 0; joint < JOINTS.length(); joint++) {
      char[] text = joined.clone();
      int at = 0;
      for (String word : words.subList(0, words.size() - 1)) {
        at += word.length();
        text[at++] = JOINTS.charAt(joint);
      }
      texts.add(text, form);
    }
    if (words.size() == 2) {
      texts.add(reversed(joined, words.get(0).length()), new Form(rule, false, true));
    }
  }

  /** "Last, First" of "First Last". */
  private static char[] reversed(char[] joined, int first) {
    int last = joined.length - first - 1;
    char[] reversed = new char[joined.length + 1];
    System.arraycopy(joined, first + 1, reversed, 0, last);
    reversed[last] = ',';
    reversed[last + 1] = ' ';
    System.arraycopy(joined, 0, reversed, last + 2, first);
    return reversed;
  }

  private void put(String text, Form form) {
    if (text.length() > 0) {
      texts.add(text, form);
    }
  }
}
