package dev.palimpsest.audit.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Strict readers, and the one way in which JSON is written here: keys sorted, numbers shortest. */
public final class GateJson {

  static final ObjectMapper YAML = strict(YAMLMapper.builder());

  static final ObjectMapper JSON = strict(JsonMapper.builder());

  private static final Pattern MISSING =
      Pattern.compile("Missing required creator property '(.*)'");

  private GateJson() {}

  /** A mapper that writes verdicts, metrics and dates as they are hashed. */
  public static ObjectMapper mapper() {
    return JSON.copy();
  }

  private static <M extends ObjectMapper, B extends MapperBuilder<M, B>> M strict(B builder) {
    return builder
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        // Double.toString differs between releases of the JDK; a hash must not.
        .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .addModule(dates())
        .build();
  }

  private static SimpleModule dates() {
    return new SimpleModule()
        .addDeserializer(LocalDate.class, new Parsed<>(LocalDate.class, LocalDate::parse))
        .addDeserializer(Instant.class, new Parsed<>(Instant.class, Instant::parse))
        .addSerializer(LocalDate.class, ToStringSerializer.instance)
        .addSerializer(Instant.class, ToStringSerializer.instance);
  }

  private static final class Parsed<T> extends FromStringDeserializer<T> {

    private static final long serialVersionUID = 1L;

    private final transient Function<String, T> parse;

    Parsed(Class<T> type, Function<String, T> parse) {
      super(type);
      this.parse = parse;
    }

    @Override
    protected T _deserialize(String value, DeserializationContext context) {
      try {
        return parse.apply(value);
      } catch (DateTimeParseException e) {
        throw new IllegalArgumentException(
            "dates must be written as 2026-12-31 and times as 2026-12-31T23:59:59Z. Provided value: "
                + value);
      }
    }
  }

  /** SHA-256, in hexadecimal, of the canonical JSON: no white space, keys sorted at every level. */
  static String sha256OfCanonical(Object value) {
    try {
      // By way of plain maps: the order of record components must not matter.
      return sha256(JSON.writeValueAsString(JSON.convertValue(value, Object.class)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write canonical JSON", e);
    }
  }

  static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * The innermost message that says what is wrong, in one line and without the parser's excerpt.
   */
  static String problem(Exception e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message =
        cause instanceof JsonProcessingException
            ? ((JsonProcessingException) cause).getOriginalMessage()
            : cause.getMessage();
    String line = String.valueOf(message).lines().findFirst().orElse("");
    Matcher missing = MISSING.matcher(line);
    return missing.find() ? "missing key " + missing.group(1) : line;
  }
}
