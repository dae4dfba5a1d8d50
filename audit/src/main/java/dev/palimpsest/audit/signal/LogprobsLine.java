package dev.palimpsest.audit.signal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.palimpsest.audit.model.Statistic;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Set;

/**
 * A line of input and what is written for it.
 *
 * @param id as given
 * @param row its tokens
 * @param source where the tokens come from
 */
record LogprobsLine(JsonNode id, TokenRow row, Source source) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Where a row's tokens come from. */
  enum Source {
    /** The tokenizer, so they have offsets in the text. */
    TEXT,
    /** The caller. */
    TOKENS
  }

  /**
   * The lines of {@code in}, blank ones left out.
   *
   * @throws java.io.UncheckedIOException while iterating, if they cannot be read as UTF-8
   */
  static Iterator<LogprobsLine> read(InputStream in, SignalPass pass) {
    int[] number = {0};
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()))
        .lines()
        .peek(line -> number[0]++)
        .filter(line -> !line.isBlank())
        .map(line -> parse(line, number[0], pass))
        .iterator();
  }

  private static LogprobsLine parse(String line, int number, SignalPass pass) {
    JsonNode node;
    try {
      node = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      // The parser's message quotes the line, which may hold personal data.
      throw new IllegalArgumentException("line " + number + ": not valid JSON");
    }
    JsonNode id = node.get("id");
    JsonNode text = node.get("text");
    JsonNode tokens = node.get("tokens");
    if (id == null || !id.isValueNode() || (text == null) == (tokens == null)) {
      throw new IllegalArgumentException(
          "line " + number + ": needs an id, and either a text or tokens");
    }
    if (text != null) {
      if (!text.isTextual()) {
        throw new IllegalArgumentException("line " + number + ": text must be a string");
      }
      return new LogprobsLine(id, pass.encode(text.textValue()), Source.TEXT);
    }
    int[] ids = ids(tokens, number);
    for (int token : ids) {
      if (token < 0 || token >= pass.vocabularySize()) {
        throw new IllegalArgumentException(
            "line %d: tokens must be in [0, %d). Provided value: %d"
                .formatted(number, pass.vocabularySize(), token));
      }
    }
    return new LogprobsLine(id, TokenRow.of(ids), Source.TOKENS);
  }

  private static int[] ids(JsonNode tokens, int number) {
    int[] ids = new int[tokens.size()];
    for (int i = 0; i < ids.length; i++) {
      if (!tokens.isArray() || !tokens.get(i).isInt()) {
        throw new IllegalArgumentException("line " + number + ": tokens must be a list of ids");
      }
      ids[i] = tokens.get(i).intValue();
    }
    return ids;
  }

  /**
   * @param measured columns that are written; the others are null as a whole
   */
  void write(JsonGenerator json, TokenSignals signals, Set<Statistic> measured) throws IOException {
    json.writeStartObject();
    json.writeFieldName("id");
    json.writeTree(id);
    json.writeFieldName("tokens");
    json.writeArray(signals.tokens(), 0, signals.size());
    writeOffsets(json, signals);
    for (Statistic statistic : Statistic.values()) {
      json.writeFieldName(statistic.column());
      if (measured.contains(statistic)) {
        write(json, statistic, signals);
      } else {
        json.writeNull();
      }
    }
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private static void write(JsonGenerator json, Statistic statistic, TokenSignals signals)
      throws IOException {
    switch (statistic) {
      case LOGPROB -> writeFloats(json, signals.logprob());
      case MEAN -> writeFloats(json, signals.mean());
      case SD -> writeFloats(json, signals.sd());
      case ARGMAX -> writeIds(json, signals.argmax());
      case RANK -> writeIds(json, signals.rank());
      case LSE_TOP40 -> writeFloats(json, signals.lseTop40());
    }
  }

  private void writeOffsets(JsonGenerator json, TokenSignals signals) throws IOException {
    json.writeFieldName("offsets");
    switch (source) {
      case TOKENS -> json.writeNull();
      case TEXT -> {
        json.writeStartArray();
        for (int i = 0; i < signals.size(); i++) {
          json.writeArray(new int[] {signals.starts()[i], signals.ends()[i]}, 0, 2);
        }
        json.writeEndArray();
      }
    }
  }

  private static void writeFloats(JsonGenerator json, float[] values) throws IOException {
    json.writeStartArray();
    for (float value : values) {
      if (Float.isNaN(value)) {
        json.writeNull();
      } else {
        json.writeNumber(value);
      }
    }
    json.writeEndArray();
  }

  private static void writeIds(JsonGenerator json, int[] values) throws IOException {
    json.writeStartArray();
    for (int value : values) {
      if (value < 0) {
        json.writeNull();
      } else {
        json.writeNumber(value);
      }
    }
    json.writeEndArray();
  }
}
