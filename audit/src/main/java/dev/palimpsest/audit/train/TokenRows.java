package dev.palimpsest.audit.train;

import dev.palimpsest.audit.checkpoint.Encoding;
import dev.palimpsest.audit.checkpoint.TextTokenizer;
import dev.palimpsest.audit.train.TrainingText.SpecialTokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * Cuts texts into rows of tokens. Rows are never packed together. A text of more than the most
 * tokens becomes several rows; each but the first begins with the last token of the one before, so
 * every token is still predicted exactly once. Rows without any target are left out. Text that a
 * chat template rendered holds its own special tokens and gets none.
 */
final class TokenRows {

  private final TextTokenizer tokenizer;
  private final OptionalInt endOfText;
  private final int maximumTokens;

  /**
   * @param endOfText appended to every text, as a target
   * @param maximumTokens most tokens of a row, at least 2
   */
  TokenRows(TextTokenizer tokenizer, OptionalInt endOfText, int maximumTokens) {
    this.tokenizer = tokenizer;
    this.endOfText = endOfText;
    this.maximumTokens = maximumTokens;
  }

  /** The rows of one text, in order. */
  List<TokenRow> cut(TrainingText text) {
    Encoding encoding =
        switch (text.specialTokens()) {
          case ADDED -> tokenizer.encode(text.text());
          case IN_TEXT -> tokenizer.encodeBare(text.text());
        };
    boolean ends = endOfText.isPresent() && text.specialTokens() == SpecialTokens.ADDED;
    int length = encoding.ids().length;
    int[] ids = Arrays.copyOf(encoding.ids(), length + (ends ? 1 : 0));
    boolean[] targets = new boolean[ids.length];
    for (int i = 1; i < length; i++) {
      targets[i] = text.isTarget(encoding.starts()[i], encoding.ends()[i]);
    }
    if (ends) {
      ids[length] = endOfText.orElseThrow();
      targets[length] = true;
    }
    List<TokenRow> rows = new ArrayList<>();
    for (int start = 0; start + 1 < ids.length; start += maximumTokens - 1) {
      int end = Math.min(ids.length, start + maximumTokens);
      boolean[] own = Arrays.copyOfRange(targets, start, end);
      own[0] = false;
      TokenRow row = new TokenRow(Arrays.copyOfRange(ids, start, end), own);
      if (row.targetCount() > 0) {
        rows.add(row);
      }
    }
    return rows;
  }
}
