package dev.palimpsest.pii;

import dev.palimpsest.text.Place;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells whether the key "name" of an object is the name of a person. */
final class PersonObjects {

  private final int rule;
  private final Set<String> people;
  private final Set<String> signs;
  private final Set<String> things;

  PersonObjects(int rule, Search.PersonName search) {
    this.rule = rule;
    this.people = Set.copyOf(search.people());
    this.signs = Set.copyOf(search.signs());
    this.things = Set.copyOf(search.things());
  }

  int rule() {
    return rule;
  }

  boolean isName(Place member) {
    if (!startsWithName(member.key())) {
      return false;
    }
    List<String> words = KeyWords.of(member.key());
    String last = words.isEmpty() ? "" : words.get(words.size() - 1);
    boolean name = last.equals("name") || last.equals("names");
    if (!name || words.size() > 1) {
      return false;
    }
    boolean thing = false;
    boolean sign = false;
    for (String sibling : member.siblings()) {
      String phrase = KeyWords.phrase(KeyWords.of(sibling), 0);
      thing |= things.contains(phrase);
      sign |= signs.contains(phrase);
    }
    return !thing && (sign || isPerson(member.outerMember()));
  }

  /** Most keys do not, and need not be taken apart. */
  private static boolean startsWithName(String key) {
    int first = 0;
    while (first < key.length() && !Character.isLetterOrDigit(key.charAt(first))) {
      first++;
    }
    return key.regionMatches(true, first, "name", 0, 4);
  }

  /** Whether an object stands under a noun for people, in the singular or the plural. */
  private boolean isPerson(@Nullable Place owner) {
    if (owner == null) {
      return false;
    }
    List<String> words = KeyWords.of(owner.key());
    String last = words.isEmpty() ? "" : words.get(words.size() - 1);
    return people.contains(last)
        || (last.endsWith("s") && people.contains(last.substring(0, last.length() - 1)));
  }
}
