package dev.palimpsest.audit.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palimpsest.audit.endpoint.JsonClient.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a server says of a model that it serves.
 *
 * @param context positions of its context, a generated token included; empty if it does not say
 */
record ServedModel(OptionalInt context) {

  /**
   * Looks the model up; a server without a list serves what it is asked for.
   *
   * @throws IllegalArgumentException if the list has no such model
   */
  static ServedModel find(JsonClient client, EndpointSpec spec) {
    Answer list = client.get(spec.resource("models"));
    JsonNode models = list.body().path("data");
    if (!list.isOk() || !models.isArray()) {
      return new ServedModel(OptionalInt.empty());
    }
    List<String> names = new ArrayList<>();
    for (JsonNode model : models) {
      String name = model.path("id").asText();
      if (name.equals(spec.model())) {
        OptionalInt context = positive(model.path("max_model_len"));
        return new ServedModel(context.isPresent() ? context : contextOfSlots(client, spec));
      }
      names.add(name);
    }
    throw new IllegalArgumentException(
        "%s serves no model of that name; it serves %s. Provided value: %s"
            .formatted(spec.url(), String.join(", ", names), spec.model()));
  }

  /** llama.cpp tells it elsewhere. */
  private static OptionalInt contextOfSlots(JsonClient client, EndpointSpec spec) {
    JsonNode body = client.get(spec.outsideVersion("props")).body();
    return positive(body.path("default_generation_settings").path("n_ctx"));
  }

  private static OptionalInt positive(JsonNode value) {
    return value.isInt() && value.intValue() > 0
        ? OptionalInt.of(value.intValue())
        : OptionalInt.empty();
  }
}
