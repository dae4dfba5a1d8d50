package dev.palimpsest.pii;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.pii.LearnedForms.Form;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LearnedTextsTest {

  private static final Form FORM = new Form(RuleBook.standard().rules().get(0), false);

  @Test
  void scan_randomTexts_agreesWithTryingEveryTextEverywhere() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      // Some more than there is room for at first.
      int count = seed % 4 == 0 ? 300 : 6;
      Set<String> texts = new LinkedHashSet<>();
      for (int i = 0; i < count; i++) {
        texts.add(word(random, "ab 1", 1 + random.nextInt(seed % 4 == 0 ? 6 : 4)));
      }
      String text = word(random, "abAB 1_", 60);

      List<String> found = new ArrayList<>();
      for (LearnedTexts.Match match : of(texts).find(text.toCharArray(), text.length())) {
        found.add(match.start() + "-" + match.end());
      }

      assertThat(found).as("seed %d", seed).containsExactlyElementsOf(plain(texts, text));
    }
  }

  static LearnedTexts of(Collection<String> texts) {
    LearnedTexts learned = new LearnedTexts();
    texts.forEach(text -> learned.add(text, FORM));
    return learned;
  }

  private static List<String> plain(Set<String> texts, String text) {
    List<String> found = new ArrayList<>();
    for (int end = 1; end <= text.length(); end++) {
      for (int start = 0; start < end; start++) {
        boolean whole = !isWord(text, start - 1) && !isWord(text, end);
        String candidate = text.substring(start, end);
        if (whole && texts.stream().anyMatch(candidate::equalsIgnoreCase)) {
          found.add(start + "-" + end);
        }
      }
    }
    return found;
  }

  private static boolean isWord(String text, int at) {
    boolean inside = at >= 0 && at < text.length();
    return inside && (text.charAt(at) == '_' || Character.isLetterOrDigit(text.charAt(at)));
  }

  private static String word(Random random, String alphabet, int length) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return word.toString();
  }
}
