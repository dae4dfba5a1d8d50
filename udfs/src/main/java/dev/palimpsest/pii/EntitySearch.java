package dev.palimpsest.pii;

import com.dynatrace.hash4j.hashing.HashValue128;
import dev.palimpsest.text.Leaf;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks an {@link EntityModel} about what the rules left open: leaves of prose with capitalised
 * words that no finding of tier A or B covers. As thread-safe as the model; whoever made the model
 * closes it.
 */
public final class EntitySearch {

  /** Texts, of some hundred bytes each. */
  private static final int REMEMBERED = 1 << 14;

  private static final EvidenceSet EVIDENCE = EvidenceSet.of(Evidence.MODEL);

  private final EntityModel model;
  private final double threshold;
  private final EntityMemory memory = new EntityMemory(REMEMBERED);

  /**
   * @param model is asked
   * @param threshold least probability of what is taken, in (0, 1]
   */
  public EntitySearch(EntityModel model, double threshold) {
    if (!(threshold > 0 && threshold <= 1)) {
      throw new IllegalArgumentException(
          "threshold must be in (0, 1]. Provided value: " + threshold);
    }
    this.model = model;
    this.threshold = threshold;
  }

  /**
   * What the model finds in the leaves of one conversation, as spans of {@link Tier#D}.
   *
   * @param known what the rules found
   * @throws DetectionException if the model fails on a leaf
   */
  List<Span> find(List<Leaf> leaves, List<Span> known) {
    Map<Leaf, List<Span>> resolved = new IdentityHashMap<>();
    for (Span span : known) {
      if (!span.tier().isWeak()) {
        resolved.computeIfAbsent(span.leaf(), unseen -> new ArrayList<>()).add(span);
      }
    }
    List<Span> found = new ArrayList<>();
    for (Leaf leaf : leaves) {
      List<Span> ofLeaf = resolved.getOrDefault(leaf, List.of());
      if (EntityTriage.needsModel(leaf, ofLeaf)) {
        take(leaf, ofLeaf, answer(leaf), found);
      }
    }
    return found;
  }

  private void take(Leaf leaf, List<Span> resolved, List<Entity> entities, List<Span> found) {
    for (Entity entity : entities) {
      if (entity.probability() >= threshold && !isKnown(entity, resolved)) {
        Rule rule = ModelRules.of(entity.type());
        double probability = entity.probability();
        found.add(
            new Span(leaf, entity.start(), entity.end(), rule, Tier.D, EVIDENCE, probability));
      }
    }
  }

  /** What a rule found to be of the same type is the policy's for that rule's tier. */
  private static boolean isKnown(Entity entity, List<Span> resolved) {
    for (Span span : resolved) {
      if (span.start() <= entity.start()
          && span.end() >= entity.end()
          && span.rule().type().equals(entity.type().name())) {
        return true;
      }
    }
    return false;
  }

  private List<Entity> answer(Leaf leaf) {
    HashValue128 key = EntityMemory.key(leaf.text());
    List<Entity> known = memory.recall(key);
    if (known == null) {
      known = ask(leaf);
      memory.keep(key, known);
    }
    return known;
  }

  private List<Entity> ask(Leaf leaf) {
    int length = leaf.text().length();
    try {
      if (Window.isEnough(length)) {
        return checked(model.entities(leaf.text(), threshold), length);
      }
      List<Entity> entities = new ArrayList<>();
      for (Window window : Window.over(length)) {
        String part = leaf.text().substring(window.start(), window.end());
        window.takeEntities(checked(model.entities(part, threshold), part.length()), entities);
      }
      return entities;
    } catch (RuntimeException e) {
      String name = model.getClass().getSimpleName();
      throw new DetectionException(name, leaf.place().toString(), e);
    }
  }

  private static List<Entity> checked(List<Entity> entities, int length) {
    for (Entity entity : entities) {
      if (entity.end() > length) {
        throw new IllegalStateException(
            "the model says [%d, %d) of %d characters"
                .formatted(entity.start(), entity.end(), length));
      }
    }
    return entities;
  }
}
