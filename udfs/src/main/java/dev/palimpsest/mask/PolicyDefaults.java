package dev.palimpsest.mask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** The few keys of a policy that may be left out, and what they then are. */
final class PolicyDefaults {

  private static final Map<String, String> SCOPES =
      Map.of("numbered", "row", "token", "tenant", "surrogate", "tenant");

  private PolicyDefaults() {}

  static void complete(JsonNode policy) {
    scope(policy.path("otherwise"));
    policy.path("types").forEach(PolicyDefaults::scope);
    if (policy instanceof ObjectNode object && !object.has("rules")) {
      object.putArray("rules");
    }
  }

  private static void scope(JsonNode treatment) {
    JsonNode operator = treatment.path("operator");
    String scope = SCOPES.get(operator.path("kind").asText());
    if (operator instanceof ObjectNode object && scope != null && !object.has("scope")) {
      object.put("scope", scope);
    }
  }
}
