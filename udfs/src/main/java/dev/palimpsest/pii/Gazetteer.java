package dev.palimpsest.pii;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Given names, family names and places that are known, from files beside this class (their licence
 * is in {@code NOTICE}) and, for countries, from the locale data of the JDK. Latin script, lower
 * case, with and without accents.
 */
final class Gazetteer {

  private static final String[] LANGUAGES = {
    "en", "de", "fr", "es", "it", "nl", "pt", "sv", "da", "nb", "fi", "pl", "cs", "hu", "ro", "tr"
  };

  private static final class Holder {
    static final WordSet COUNTRIES = new WordSet(countries());
  }

  private Gazetteer() {}

  static boolean isGivenName(String text, int start, int end) {
    return (KnownWords.of(text, start, end) & KnownWords.GIVEN) != 0;
  }

  static boolean isFamilyName(String text, int start, int end) {
    return (KnownWords.of(text, start, end) & KnownWords.FAMILY) != 0;
  }

  /** Whether one or several words name a town, a state or a country. */
  static boolean isPlace(String text, int start, int end) {
    return (KnownWords.of(text, start, end) & KnownWords.PLACE) != 0;
  }

  /** Whether one or several words name a town; some are names of people first of all. */
  static boolean isTown(String text, int start, int end) {
    return (KnownWords.of(text, start, end) & KnownWords.TOWN) != 0;
  }

  /** Whether this names a country. */
  static boolean isCountry(String name) {
    return Holder.COUNTRIES.contains(name);
  }

  /** Whether some place's name is, or starts with, this word. */
  static boolean startsPlace(String text, int start, int end) {
    return (KnownWords.of(text, start, end) & KnownWords.PLACE_START) != 0;
  }

  static Set<String> places() {
    Set<String> places = countries();
    places.addAll(WordSet.read("places.txt"));
    return places;
  }

  private static Set<String> countries() {
    Set<String> countries = new HashSet<>(Set.of("usa", "uk", "england", "scotland", "wales"));
    for (String country : Locale.getISOCountries()) {
      for (String language : LANGUAGES) {
        String name = new Locale("", country).getDisplayCountry(Locale.forLanguageTag(language));
        countries.add(name.toLowerCase(Locale.ROOT).replace('’', '\''));
      }
    }
    return countries;
  }

  /** The first words of all places. */
  static Set<String> placeStarts() {
    Set<String> starts = new HashSet<>();
    Set<String> all = places();
    all.addAll(WordSet.read("towns.txt"));
    for (String place : all) {
      int end = place.indexOf(' ');
      starts.add(end < 0 ? place : place.substring(0, end));
    }
    return starts;
  }
}
