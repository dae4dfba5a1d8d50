package dev.palimpsest.mask;

import dev.palimpsest.pii.EntitySearch;
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
   * @param keyring needed if {@link Policy#needsKey}
   * @throws IllegalArgumentException if it is needed and missing
   */
  public MaskText(Policy policy, @Nullable Keyring keyring) {
    this(policy, keyring, null);
  }

  /**
   * As the other constructor.
   *
   * @param entities asks a model about what the rules leave open; null for rules alone
   */
  public MaskText(Policy policy, @Nullable Keyring keyring, @Nullable EntitySearch entities) {
    this.masker = new TextMasker(PiiDetector.with(policy.rules(), entities), policy, keyring);
  }

  /**
   * {@code text} masked; JSON in it stays JSON.
   *
   * @throws RefusedRowException if the policy does not let a text with such a finding pass
   */
  public String mask(String text) {
    return mask(text, Origin.UNKNOWN);
  }

  private String mask(String text, Origin origin) {
    return masker.mask(List.of(Slot.plain(text)), origin, new ArrayList<>()).get(0);
  }

  /**
   * Reads {@code {"id", "text"}} and writes the same with the text masked, line by line. A line is
   * a row; of one that the policy does not let pass, {@code {"id", "dropped"}} or {@code {"id",
   * "quarantined"}} is written, with the reason.
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
    try {
      String text = mask(line.text(), Origin.UNKNOWN.orRow(line.id()));
      return json(line, "text", text);
    } catch (DroppedRowException e) {
      return json(line, "dropped", String.valueOf(e.getMessage()));
    } catch (QuarantineException e) {
      return json(line, "quarantined", String.valueOf(e.getMessage()));
    }
  }

  private static String json(TextLine line, String key, String value) {
    return "{\"id\":" + line.id() + ",\"" + key + "\":" + TextLines.quoted(value) + "}";
  }
}
