package dev.palimpsest.jobs.signals;

import dev.palimpsest.audit.train.TrainingText;
import dev.palimpsest.audit.train.TrainingText.SpecialTokens;
import dev.palimpsest.jobs.lake.Documents;
import dev.palimpsest.jobs.lake.JobRun;
import java.util.Locale;

/**
 * A text as a model is asked about it.
 *
 * @param text of the document
 * @param specialTokens who puts them around it
 */
record DocumentText(String text, SpecialTokens specialTokens) {

  /** A text that stands as it is in a file. */
  static DocumentText plain(String text) {
    return new DocumentText(text, SpecialTokens.ADDED);
  }

  static DocumentText of(TrainingText text) {
    return new DocumentText(text.text(), text.specialTokens());
  }

  /** {@link Documents#TEXT_SHA256}: the same characters with other tokens are another text. */
  String digest() {
    return JobRun.sha256(specialTokens == SpecialTokens.ADDED ? text : name() + "\n" + text);
  }

  /** {@link Documents#SPECIAL_TOKENS}. */
  String name() {
    return specialTokens.name().toLowerCase(Locale.ROOT);
  }

  /** Reads what {@link #name} wrote. */
  static SpecialTokens specialTokens(String name) {
    return SpecialTokens.valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** Carries no text: it must not reach a log. */
  @Override
  public String toString() {
    return "DocumentText[" + text.length() + " chars]";
  }
}
