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
import org.jspecify.annotations.Nullable;

/** Says what a JSON key means to the rules. */
final class KeyVocabulary {

  private static final String SPEAKER = "speaker name";

  private final List<Rule> rules;
  private final Lexicon lexicon;
  private final Map<String, List<Integer>> labels = new HashMap<>();
  private final @Nullable PersonObjects people;

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
   * @param known meanings of the keys of this conversation so far, added to; keys may be personal
   *     data and are not kept any longer
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
      meaning = ofKey(member.key());
      known.put(member.key(), meaning);
    }
    if (people == null || !meaning.labelled().isEmpty() || !people.isName(member)) {
      return meaning;
    }
    return new KeyMeaning(List.of(people.rule()), meaning.context());
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
    return labelled.isEmpty() && context.isEmpty()
        ? KeyMeaning.NONE
        : new KeyMeaning(labelled, context);
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
