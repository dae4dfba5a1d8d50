package dev.palimpsest.pii;

import dev.palimpsest.text.TextLine;
import dev.palimpsest.text.TextLines;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** Findings for a file of texts, without Spark. */
public final class Detect {

  private Detect() {}

  /**
   * Reads {@code {"id", "text"}} and writes {@code {"id", "findings": [{"type", "start", "end",
   * "tier", "score"}]}}, line by line; offsets in code points, in the order of the text.
   *
   * @return lines written
   * @throws IOException if reading or writing fails
   * @throws IllegalArgumentException if a line is not of this form
   * @see TextLines#each
   */
  public static long run(InputStream in, OutputStream out) throws IOException {
    return run(PiiDetector.standard(), in, out);
  }

  /** As {@link #run(InputStream, OutputStream)}, by a detector of one's own. */
  public static long run(PiiDetector detector, InputStream in, OutputStream out)
      throws IOException {
    return TextLines.each(in, out, line -> json(line, detector.find(line.text())));
  }

  private static String json(TextLine line, List<Finding> findings) {
    StringJoiner array = new StringJoiner(",", "[", "]");
    for (Finding finding : findings) {
      array.add(
          String.format(
              Locale.ROOT,
              "{\"type\":\"%s\",\"start\":%d,\"end\":%d,\"tier\":\"%s\",\"score\":%.4f}",
              finding.type(),
              finding.startCodePoint(),
              finding.endCodePoint(),
              finding.tier(),
              finding.score()));
    }
    return "{\"id\":" + line.id() + ",\"findings\":" + array + "}";
  }
}
