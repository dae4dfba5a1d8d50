package dev.palimpsest.mask;

import dev.palimpsest.pii.PiiDetector;
import dev.palimpsest.text.Slot;
import dev.palimpsest.text.TextLine;
import dev.palimpsest.text.TextLines;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Masks texts that stand alone, without Spark. Immutable and thread-safe. */
public final class MaskText {

  private final TextMasker masker;

  /**
   * @param policy what is masked and how
   * @param keyring needed if some operator of the policy is {@link Operator.Token}
   * @throws IllegalArgumentException if it is needed and missing
   */
  public MaskText(Policy policy, @Nullable Keyring keyring) {
    this.masker = new TextMasker(PiiDetector.standard(), policy, keyring);
  }

  /** {@code text} masked; JSON in it stays JSON. */
  public String mask(String text) {
    return masker.mask(List.of(Slot.plain(text)), "", "", new ArrayList<>()).get(0);
  }

  /**
   * Reads {@code {"id", "text"}} and writes the same with the text masked, line by line.
   *
   * @return lines written
   * @throws IOException if reading or writing fails
   * @throws IllegalArgumentException if a line is not of this form
   * @see TextLines#each
   */
  public long run(InputStream in, OutputStream out) throws IOException {
    return TextLines.each(in, out, this::masked);
  }

  private String masked(TextLine line) {
    return "{\"id\":" + line.id() + ",\"text\":" + TextLines.quoted(mask(line.text())) + "}";
  }
}
