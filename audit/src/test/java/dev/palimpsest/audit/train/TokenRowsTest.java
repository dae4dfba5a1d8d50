package dev.palimpsest.audit.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.audit.checkpoint.TextTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenRowsTest {

  private static final int END = 0;

  @Test
  void cut_shortText_isOneRowThatEndsInTheEndToken(@TempDir Path folder) throws IOException {
    try (TextTokenizer tokenizer = tokenizer(folder)) {
      List<TokenRow> rows =
          new TokenRows(tokenizer, OptionalInt.of(END), 16).cut(TrainingText.of("abc"));
      assertThat(rows).hasSize(1);
      assertThat(rows.get(0).ids()).containsExactly(id('a'), id('b'), id('c'), END);
      assertThat(rows.get(0).targets()).containsExactly(false, true, true, true);
    }
  }

  @Test
  void cut_longText_predictsEveryTokenOnce(@TempDir Path folder) throws IOException {
    try (TextTokenizer tokenizer = tokenizer(folder)) {
      List<TokenRow> rows =
          new TokenRows(tokenizer, OptionalInt.of(END), 4).cut(TrainingText.of("abcdefg"));
      assertThat(rows)
          .extracting(TokenRow::ids)
          .containsExactly(
              new int[] {id('a'), id('b'), id('c'), id('d')},
              new int[] {id('d'), id('e'), id('f'), id('g')},
              new int[] {id('g'), END});
      assertThat(rows.stream().mapToInt(TokenRow::targetCount).sum()).isEqualTo(7);
    }
  }

  @Test
  void cut_rangesOfTargets_selectTheTokensThatTouchThem(@TempDir Path folder) throws IOException {
    try (TextTokenizer tokenizer = tokenizer(folder)) {
      TrainingText text = new TrainingText("😀abc", List.of(new TextRange(2, 3)));
      TokenRow row = new TokenRows(tokenizer, OptionalInt.empty(), 16).cut(text).get(0);
      assertThat(row.ids()).hasSize(7);
      assertThat(row.targets()).containsExactly(false, false, false, false, false, true, false);
    }
  }

  @Test
  void cut_piecesWithoutTargets_areLeftOut(@TempDir Path folder) throws IOException {
    try (TextTokenizer tokenizer = tokenizer(folder)) {
      TrainingText text = new TrainingText("abcdefg", List.of(new TextRange(5, 6)));
      List<TokenRow> rows = new TokenRows(tokenizer, OptionalInt.empty(), 4).cut(text);
      assertThat(rows).hasSize(1);
      assertThat(rows.get(0).targets()).containsExactly(false, false, true, false);
    }
  }

  private static TextTokenizer tokenizer(Path folder) throws IOException {
    Path file = folder.resolve("tokenizer.json");
    BytePairTokenizer.learn(List.of(), 257, List.of("<|endoftext|>")).write(file);
    return TextTokenizer.open(file);
  }

  /** Special tokens come before the bytes. */
  private static int id(char letter) {
    return 1 + letter;
  }
}
