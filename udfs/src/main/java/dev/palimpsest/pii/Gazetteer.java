package dev.palimpsest.pii;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
    static final Set<String> GIVEN = read("given-names.txt");
    static final Set<String> FAMILY = read("family-names.txt");
    static final Set<String> PLACES = places();
  }

  private Gazetteer() {}

  static boolean isGivenName(String word) {
    return Holder.GIVEN.contains(folded(word));
  }

  static boolean isFamilyName(String word) {
    return Holder.FAMILY.contains(folded(word));
  }

  /** Whether one or several words name a town, a state or a country. */
  static boolean isPlace(String words) {
    return Holder.PLACES.contains(folded(words));
  }

  private static String folded(String words) {
    return words.toLowerCase(Locale.ROOT).replace('’', '\'');
  }

  private static Set<String> places() {
    Set<String> places = new HashSet<>(read("places.txt"));
    for (String country : Locale.getISOCountries()) {
      for (String language : LANGUAGES) {
        String name = new Locale("", country).getDisplayCountry(Locale.forLanguageTag(language));
        places.add(folded(name));
      }
    }
    return Set.copyOf(places);
  }

  private static Set<String> read(String resource) {
    InputStream words = Gazetteer.class.getResourceAsStream(resource);
    if (words == null) {
      throw new IllegalStateException(resource + " is missing beside Gazetteer.class");
    }
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(words, StandardCharsets.UTF_8))) {
      Set<String> all = new HashSet<>();
      lines.lines().forEach(all::add);
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " cannot be read", e);
    }
  }
}
