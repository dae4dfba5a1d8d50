package dev.palimpsest.audit.train;

import dev.palimpsest.audit.chat.ChatTemplate;
import dev.palimpsest.audit.checkpoint.Checkpoint;
import java.io.Serializable;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a checkpoint wants conversations laid out, in a form that travels.
 *
 * @param template its chat template; null for the plain layout of {@link ChatText}
 * @param specialTokens that the template may name
 */
public record ChatLayout(@Nullable String template, Map<String, String> specialTokens)
    implements Serializable {

  /** The layout of {@link ChatText}. */
  public static final ChatLayout PLAIN = new ChatLayout(null, Map.of());

  public ChatLayout {
    specialTokens = Map.copyOf(specialTokens);
  }

  /** The chat template of {@code checkpoint} if it has one, or else the plain layout. */
  public static ChatLayout of(Checkpoint checkpoint) {
    return checkpoint
        .chatTemplate()
        .filter(template -> !template.equals(ChatText.template()))
        .map(template -> new ChatLayout(template, checkpoint.specialTokens()))
        .orElse(PLAIN);
  }

  /**
   * What lays conversations out so.
   *
   * @throws dev.palimpsest.audit.chat.TemplateException if the template cannot be read
   */
  public ChatRenderer renderer(LossOn lossOn) {
    return template == null
        ? conversation -> ChatText.render(conversation, lossOn)
        : new TemplateRenderer(
            ChatTemplate.parse(template, specialTokens, Clock.systemDefaultZone()), lossOn);
  }
}
