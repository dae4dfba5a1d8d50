package dev.palimpsest.pii;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.pii.LearnedForms.Form;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LearnedTextsTest {

  private static final Form FORM = new Form(RuleBook.standard().rules().get(0), false);

  @Test
  void scan_randomTexts_agreesWithTryingEveryTextEverywhere() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      Map<String, Form> texts = new LinkedHashMap<>();
      for (int i = 0; i < 6; i++) {
        texts.put(word(random, "ab 1", 1 + random.nextInt(4)), FORM);
      }
      String text = word(random, "abAB 1_", 60);

      List<String> found = new ArrayList<>();
      for (LearnedTexts.Match match :
          new LearnedTexts(texts).find(text.toCharArray(), text.length())) {
        found.add(match.start() + "-" + match.end());
      }

      assertThat(found).as("seed %d", seed).containsExactlyElementsOf(plain(texts, text));
    }
  }

  private static List<String> plain(Map<String, Form> texts, String text) {
    List<String> found = new ArrayList<>();
    for (int end = 1; end <= text.length(); end++) {
      for (int start = 0; start < end; start++) {
        char before = start == 0 ? ' ' : text.charAt(start - 1);
        boolean word = before == '_' || Character.isLetterOrDigit(before);
        String candidate = text.substring(start, end);
        if (!word && texts.keySet().stream().anyMatch(candidate::equalsIgnoreCase)) {
          found.add(start + "-" + end);
        }
      }
    }
    return found;
  }

  private static String word(Random random, String alphabet, int length) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return word.toString();
  }
}
