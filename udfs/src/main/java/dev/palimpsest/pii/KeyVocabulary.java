package dev.palimpsest.pii;

import dev.palimpsest.pii.Lexicon.Use;
import dev.palimpsest.text.Field;
import dev.palimpsest.text.Leaf;
import dev.palimpsest.text.Place;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Says what a JSON key means to the rules. */
final class KeyVocabulary {

  private static final String SPEAKER = "speaker name";

  /** More keys, or meanings of keys, than this are not kept. */
  private static final int MOST_KEPT = 1 << 12;

  private final List<Rule> rules;
  private final Lexicon lexicon;
  private final Map<String, List<Integer>> labels = new HashMap<>();
  private final @Nullable PersonObjects people;

  /** Of keys that are words of the language, which are nobody's data. */
  private final Map<String, KeyMeaning> ofWords = new ConcurrentHashMap<>();

  /** One instance for equal meanings: {@link LeafMemory} tells them apart by identity. */
  private final Map<KeyMeaning, KeyMeaning> meanings = new ConcurrentHashMap<>();

  KeyVocabulary(RuleBook book, Lexicon lexicon) {
    this.rules = book.rules();
    this.lexicon = lexicon;
    PersonObjects found = null;
    for (int i = 0; i < book.rules().size(); i++) {
      Search search = book.rules().get(i).search();
      if (search instanceof Search.Labelled labelled) {
        for (String label : labelled.labels()) {
          labels.computeIfAbsent(label, unseen -> new ArrayList<>()).add(i);
        }
        // An exception takes part in the search for the longest label and then means nothing.
        labelled.except().forEach(name -> labels.computeIfAbsent(name, u -> new ArrayList<>()));
      } else if (search instanceof Search.PersonName names) {
        found = new PersonObjects(i, names);
      }
    }
    people = found;
  }

  /**
   * What the key above {@code leaf} says about it.
   *
   * @param known meanings of the keys of this conversation so far, added to; keys that may be
   *     personal data are not kept any longer
   */
  KeyMeaning meaning(Leaf leaf, Map<String, KeyMeaning> known) {
    if (leaf.slot().field() == Field.SPEAKER) {
      return known.computeIfAbsent(SPEAKER, this::ofKey);
    }
    Place member = leaf.kind() == Leaf.Kind.KEY ? null : leaf.place().member();
    if (member == null) {
      return KeyMeaning.NONE;
    }
    KeyMeaning meaning = known.get(member.key());
    if (meaning == null) {
      KeyMeaning kept = ofWords.get(member.key());
      meaning = kept == null ? ofKey(member.key()) : kept;
      known.put(member.key(), meaning);
    }
    if (people == null || !meaning.labelled().isEmpty() || !people.isName(member)) {
      return meaning;
    }
    return one(new KeyMeaning(List.of(people.rule()), meaning.context()));
  }

  /** {@code key} as if it named {@code types} too, but for rules that a word of it opposes. */
  KeyMeaning expecting(KeyMeaning key, Leaf leaf, Set<String> types) {
    Place member = leaf.place().member();
    List<String> words = member == null ? List.of() : KeyWords.of(member.key());
    BitSet context = (BitSet) key.context().clone();
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      if (types.contains(rule.type()) && words.stream().noneMatch(rule.against()::contains)) {
        context.set(i);
      }
    }
    return new KeyMeaning(key.labelled(), context);
  }

  private KeyMeaning ofKey(String key) {
    List<String> words = KeyWords.of(key);
    BitSet context = new BitSet();
    Hits hits = lexicon.scan(KeyWords.phrase(words, 0));
    hits.each(Use.CONTEXT, (hit, rule) -> context.set(rule));
    List<Integer> labelled = longest(words);
    KeyMeaning meaning =
        labelled.isEmpty() && context.isEmpty()
            ? KeyMeaning.NONE
            : one(new KeyMeaning(labelled, context));
    if (ofWords.size() < MOST_KEPT && areOfTheLanguage(words)) {
      ofWords.put(key, meaning);
    }
    return meaning;
  }

  private KeyMeaning one(KeyMeaning meaning) {
    KeyMeaning known = meanings.get(meaning);
    if (known == null && meanings.size() < MOST_KEPT) {
      known = meanings.putIfAbsent(meaning, meaning);
    }
    return known == null ? meaning : known;
  }

  private static boolean areOfTheLanguage(List<String> words) {
    for (String word : words) {
      if (!CommonWords.contains(word) || CommonWords.isName(word)) {
        return false;
      }
    }
    return true;
  }

  /** Rules of the longest label that the key ends with, in the singular if need be. */
  private List<Integer> longest(List<String> words) {
    for (int from = 0; from < words.size(); from++) {
      String phrase = KeyWords.phrase(words, from);
      List<Integer> rules = labels.get(phrase);
      if (rules == null && phrase.endsWith("s")) {
        rules = labels.get(phrase.substring(0, phrase.length() - 1));
      }
      if (rules != null) {
        return rules;
      }
    }
    return List.of();
  }
}
