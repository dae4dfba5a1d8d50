package dev.palimpsest.jobs.ingest.format;

import java.util.Arrays;
import java.util.Optional;

/** The formats that {@code ingest --format} knows. */
public enum Formats {
  OPENAI_CHAT("openai-chat") {
    @Override
    public TraceFormat format() {
      return new OpenAiChat();
    }
  };

  private final String text;

  Formats(String text) {
    this.text = text;
  }

  /** The reader of this format. */
  public abstract TraceFormat format();

  /** The name on the command line. */
  public String text() {
    return text;
  }

  public static Optional<Formats> of(String text) {
    return Arrays.stream(values()).filter(format -> format.text.equals(text)).findFirst();
  }
}
