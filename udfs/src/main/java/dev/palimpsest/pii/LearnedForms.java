package dev.palimpsest.pii;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The forms in which values that were given away may come back: whole, in parts, rearranged. */
final class LearnedForms {

  private static final Set<String> TITLES =
      Set.of("mr", "mrs", "ms", "mx", "dr", "prof", "sr", "sra", "herr", "frau", "mme");

  private static final int MOST_PARTS = 4;

  private static final Pattern SPACE = Pattern.compile("[\\s,]+");

  private static final List<String> JOINTS = List.of(" ", "_", ".", "-");

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

  private final Map<String, Form> texts = new LinkedHashMap<>();
  private final Map<LocalDate, Rule> days = new LinkedHashMap<>();

  /** What has been learned from, by rule: a value teaches nothing the second time. */
  private final Map<String, Set<String>> known = new HashMap<>();

  /** By text in lower case; among equal texts the first learned counts. */
  Map<String, Form> texts() {
    return texts;
  }

  /** Dates are found in any notation. */
  Map<LocalDate, Rule> days() {
    return days;
  }

  void learn(Span span) {
    Rule rule = span.rule();
    String value = span.value().strip();
    if (!known.computeIfAbsent(rule.id(), unseen -> new HashSet<>()).add(value)) {
      return;
    }
    Search search = rule.search();
    if (search instanceof Search.PersonName || search instanceof Search.Name) {
      name(rule, value);
    } else if (search instanceof Search.Email) {
      mailbox(rule, value);
    } else if (search instanceof Search.Labelled labelled) {
      switch (labelled.shape()) {
        case NAME, TITLED_NAME, FULL_NAME -> name(rule, value);
        case DATE -> date(rule, value);
        case ADDRESS, POSTCODE, IDENTIFIER, CODE, ORGANIZATION, PASSWORD, TOKEN ->
            word(rule, value);
      }
    } else {
      word(rule, value);
    }
  }

  /** Learns a value of several words as it stands; its words alone may be anything. */
  void learnWhole(Span span) {
    String[] words = SPACE.split(span.value().strip());
    if (words.length < 2 || isOrdinary(words)) {
      return;
    }
    if (EntityType.PERSON.name().equals(span.rule().type())) {
      together(span.rule(), List.of(words));
    } else {
      word(span.rule(), span.value().strip());
    }
  }

  private static boolean isOrdinary(String[] words) {
    for (String word : words) {
      if (!CommonWords.contains(word) || CommonWords.isName(word)) {
        return false;
      }
    }
    return true;
  }

  /** Long enough and odd enough to be no coincidence elsewhere. */
  private void word(Rule rule, String value) {
    boolean digit = value.chars().anyMatch(Character::isDigit);
    boolean enough = value.length() >= (digit ? 5 : 6);
    if (enough && !CommonWords.contains(value)) {
      put(value, new Form(rule, false));
    }
  }

  private void mailbox(Rule rule, String value) {
    put(value, new Form(rule, false));
    int at = value.indexOf('@');
    if (at < 0) {
      // The at-sign is encoded; what stands around it is too.
      return;
    }
    String local = value.substring(0, at);
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
    String[] words = SPACE.split(untitled(value));
    if (words.length > 1) {
      if (isOrdinary(words)) {
        return;
      }
      together(rule, List.of(words));
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
    for (String joint : JOINTS) {
      put(String.join(joint, words), new Form(rule, false));
    }
    if (words.size() == 2) {
      put(words.get(1) + ", " + words.get(0), new Form(rule, false, true));
    }
  }

  private void put(String text, Form form) {
    if (!text.isEmpty()) {
      texts.putIfAbsent(text.toLowerCase(Locale.ROOT), form);
    }
  }
}
