package dev.palimpsest.pii;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The rules under which findings of an {@link EntityModel} go; no scanner looks for them. */
public final class ModelRules {

  private static final Map<EntityType, Rule> RULES = rules();

  private ModelRules() {}

  /** All of them, one per {@link EntityType}, in its order. */
  public static List<Rule> all() {
    return List.copyOf(RULES.values());
  }

  static Rule of(EntityType type) {
    Rule rule = RULES.get(type);
    if (rule == null) {
      throw new IllegalStateException("a type has a rule");
    }
    return rule;
  }

  /** Whether nothing but a model stands behind findings under this rule. */
  static boolean isOne(Rule rule) {
    return rule.search() instanceof Search.Model;
  }

  private static Map<EntityType, Rule> rules() {
    Map<EntityType, Rule> rules = new EnumMap<>(EntityType.class);
    for (EntityType type : EntityType.values()) {
      boolean personal = type == EntityType.PERSON || type == EntityType.ADDRESS;
      rules.put(
          type,
          new Rule(
              "model-" + type.name().toLowerCase(Locale.ROOT),
              type.name(),
              null,
              new Search.Model(),
              Strength.AMBIGUOUS,
              List.of(),
              List.of(),
              personal,
              "the model that the user supplies",
              List.of("what the model finds"),
              List.of("what it does not")));
    }
    return rules;
  }
}
