package dev.palimpsest.jobs.scrub;

import dev.palimpsest.jobs.lake.LakeKey;
import dev.palimpsest.text.Conversation;
import dev.palimpsest.text.Message;
import dev.palimpsest.text.Tool;
import dev.palimpsest.text.ToolCall;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.TreeMap;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * Keyed digests of conversations, over all their strings, each behind its length; the metadata by
 * key, since a column of maps has no order. For one thread.
 */
final class ConversationDigest {

  /** Short strings are put together up to so many characters: a digest is slow to take each. */
  private static final int MOST_PENDING = 1 << 12;

  private final Mac mac;
  private final StringBuilder pending = new StringBuilder(2 * MOST_PENDING);

  ConversationDigest(LakeKey key) {
    this.mac = LakeKey.mac(key.derived("scrub/v2"));
  }

  /** HMAC-SHA256, hexadecimal. */
  String of(Conversation conversation) {
    mac.reset();
    pending.setLength(0);
    for (Message message : conversation.messages()) {
      add(message.role().text());
      add(message.content());
      add(message.reasoning());
      add(message.name());
      for (ToolCall call : message.toolCalls()) {
        add(call.id());
        add(call.name());
        add(call.arguments());
      }
      add(message.toolCallId());
      add(message.weight() == null ? null : message.weight().toString());
    }
    for (Tool tool : conversation.tools()) {
      add(tool.name());
      add(tool.description());
      add(tool.parameters());
    }
    new TreeMap<>(conversation.metadata())
        .forEach(
            (key, value) -> {
              add(key);
              add(value);
            });
    take();
    return HexFormat.of().formatHex(mac.doFinal());
  }

  private void add(@Nullable String part) {
    if (part == null) {
      pending.append("-;");
      return;
    }
    pending.append(part.length()).append(':');
    if (part.length() <= MOST_PENDING) {
      pending.append(part);
      if (pending.length() > MOST_PENDING) {
        take();
      }
    } else {
      take();
      mac.update(part.getBytes(StandardCharsets.UTF_8));
    }
  }

  private void take() {
    mac.update(pending.toString().getBytes(StandardCharsets.UTF_8));
    pending.setLength(0);
  }
}
