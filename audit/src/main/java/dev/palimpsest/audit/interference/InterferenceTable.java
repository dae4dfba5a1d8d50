package dev.palimpsest.audit.interference;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * {@link SliceLosses} as JSONL, one slice a line: {@code
 * {"slice","texts","tokens","base","adapters":[{"adapter","weight","loss"}],"composition","interference"}}.
 */
public final class InterferenceTable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private InterferenceTable() {}

  /** Writes the lines; {@code out} stays open. */
  public static void write(List<SliceLosses> slices, OutputStream out) throws IOException {
    for (SliceLosses slice : slices) {
      out.write((JSON.writeValueAsString(slice) + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }
}
