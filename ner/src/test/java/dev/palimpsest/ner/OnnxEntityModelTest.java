package dev.palimpsest.ner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.palimpsest.pii.Entity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class OnnxEntityModelTest {

  private static final OnnxEntityModel TINY = TinyModels.open(TinyModels.tiny());
  private static final OnnxEntityModel PLAIN = TinyModels.open(TinyModels.plain());

  @AfterAll
  static void close() {
    TINY.close();
    PLAIN.close();
  }

  @Test
  void entities_namesOfSeveralWordsAndSubWords_areJoined() {
    String text = "yesterday Zorblat Quuxly met Qwolla in Frobnitz at Wollab";

    assertThat(values(TINY, text))
        .containsExactly(
            "PERSON Zorblat Quuxly", "PERSON Qwolla", "LOCATION Frobnitz", "ORGANIZATION Wollab");
    assertThat(values(PLAIN, text)).isEqualTo(values(TINY, text));
  }

  @Test
  void entities_startOfTheSameLabel_startsAnother() {
    assertThat(values(TINY, "in Upper Frobnitz"))
        .containsExactly("LOCATION Upper", "LOCATION Frobnitz");
    assertThat(values(PLAIN, "in Upper Frobnitz")).containsExactly("LOCATION Upper Frobnitz");
  }

  @Test
  void entities_punctuationAndLinesBetween_separate() {
    assertThat(values(PLAIN, "(Qwolla, Zorblat) then Qwolla\n\n\nZorblat."))
        .containsExactly("PERSON Qwolla", "PERSON Zorblat", "PERSON Qwolla", "PERSON Zorblat");
  }

  @Test
  void entities_probability_isTheMeanOfTheWords() {
    Entity entity = TINY.entities("met Qwolla", 0.5).get(0);

    // Labels of the type share the rest of e^8 with the 8 others.
    double e8 = Math.exp(8);
    assertThat(entity.probability()).isCloseTo((e8 + 1) / (e8 + 8), within(1e-6));
  }

  @Test
  void entities_threshold_decidesOnDoubtfulWords() {
    assertThat(TINY.entities("met Maybelline", 0.5)).isEmpty();
    assertThat(values(TINY, "met Maybelline", 0.3)).containsExactly("PERSON Maybelline");
  }

  @Test
  void entities_labelThatMeansNothing_isLeftOut() {
    assertThat(TINY.entities("met Xyzzy", 0.1)).isEmpty();
  }

  @Test
  void entities_astralCharactersAndMarks_keepsUtf16Offsets() {
    assertThat(TINY.entities("😀 𝒳 met Zorblat", 0.5))
        .extracting(Entity::start, Entity::end)
        .containsExactly(tuple(10, 17));
    // The tokenizer drops the accent; the name in the text has it.
    assertThat(values(TINY, "met Zo\u0308rblat Quu\u0301xly again"))
        .containsExactly("PERSON Zo\u0308rblat Quu\u0301xly");
    assertThat(values(TINY, "met 李娜 again")).containsExactly("PERSON 李娜");
  }

  @Test
  void entities_halfOfASurrogatePair_isACharacter() {
    assertThat(TINY.entities("\ud83d \ude00\ud83d met Qwolla", 0.5))
        .extracting(Entity::start, Entity::end)
        .containsExactly(tuple(9, 15));
  }

  @Test
  void entities_tokensOfBytes_keepsUtf16Offsets() {
    try (OnnxEntityModel model = TinyModels.open(TinyModels.bytes())) {
      assertThat(values(model, "met Zorblat Quuxly 😀é in Frobnitz, (Qwolla)"))
          .containsExactly("PERSON Zorblat Quuxly", "LOCATION Frobnitz", "PERSON Qwolla");
      assertThat(values(model, "😀".repeat(30) + " Zorblat")).containsExactly("PERSON Zorblat");
    }
  }

  @Test
  void entities_piecesThatHoldSpacesAndPunctuation_areTrimmed() {
    try (OnnxEntityModel model = TinyModels.open(TinyModels.pieces())) {
      assertThat(values(model, "met Zorblat Quuxly, Quuxly in 😀 Frobnitz."))
          .containsExactly("PERSON Zorblat Quuxly", "PERSON Quuxly", "LOCATION Frobnitz");
    }
  }

  @Test
  void entities_textWithoutTokens_hasNone() {
    assertThat(TINY.entities("", 0.5)).isEmpty();
    assertThat(TINY.entities(" \n\t", 0.5)).isEmpty();
  }

  @Test
  void entities_textLongerThanTheWindow_isTheSameAsInOne() {
    long seed = 7;
    Random random = new Random(seed);
    List<String> words =
        List.of("yesterday", "Zorblat", "Quuxly", "met", "Frobnitz", "😀", ",", "Upper", "unknown");
    for (int round = 0; round < 50; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(60); i >= 0; i--) {
        text.append(words.get(random.nextInt(words.size()))).append(' ');
      }
      List<String> one = new ArrayList<>();
      try (OnnxEntityModel wide = windowed(512)) {
        one.addAll(values(wide, text.toString()));
      }
      assertThat(values(TINY, text.toString())).as("seed %d, round %d", seed, round).isEqualTo(one);
    }
  }

  @Test
  void close_whileOthersAsk_letsThemEnd() throws Exception {
    OnnxEntityModel model = TinyModels.open(TinyModels.tiny());
    ExecutorService threads = Executors.newFixedThreadPool(4);
    CountDownLatch started = new CountDownLatch(4);
    List<Future<Long>> asked = new ArrayList<>();
    Callable<Long> asks =
        () -> {
          long answers = 0;
          try {
            while (true) {
              assertThat(model.entities("yesterday Zorblat met Qwolla", 0.5)).hasSize(2);
              if (answers++ == 0) {
                started.countDown();
              }
            }
          } catch (IllegalStateException e) {
            assertThat(e).hasMessage("the entity model is closed");
            return answers;
          }
        };
    for (int i = 0; i < 4; i++) {
      asked.add(threads.submit(asks));
    }
    started.await();

    model.close();
    model.close();

    for (Future<Long> one : asked) {
      assertThat(one.get()).isPositive();
    }
    threads.shutdown();
  }

  @Test
  void entities_classifierThatFails_saysNothingOfTheText() {
    EntityTokenizer tokenizer = EntityTokenizer.open(TinyModels.tiny().resolve("tokenizer.json"));
    OnnxClassifier classifier = OnnxClassifier.open(TinyModels.tiny().resolve("model.onnx"), 9);

    assertThatThrownBy(() -> classifier.probabilities(new long[] {999_999}))
        .isInstanceOf(EntityModelException.class)
        .hasMessageStartingWith("the model failed with ")
        .hasMessageNotContaining("999999")
        .hasNoCause();
    classifier.close();
    tokenizer.close();
  }

  /** The same model that takes {@code length} tokens at once. */
  private static OnnxEntityModel windowed(int length) {
    EntityFolder folder = EntityFolder.open(TinyModels.tiny(), Map.of());
    return new OnnxEntityModel(
        EntityTokenizer.open(folder.tokenizer()),
        OnnxClassifier.open(folder.model(), folder.labels().size()),
        folder.labels(),
        length);
  }

  private static List<String> values(OnnxEntityModel model, String text) {
    return values(model, text, 0.5);
  }

  private static List<String> values(OnnxEntityModel model, String text, double threshold) {
    return model.entities(text, threshold).stream()
        .map(entity -> entity.type() + " " + text.substring(entity.start(), entity.end()))
        .toList();
  }
}
