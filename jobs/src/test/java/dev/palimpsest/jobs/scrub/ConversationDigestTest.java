package dev.palimpsest.jobs.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.jobs.lake.LakeKey;
import dev.palimpsest.jobs.testing.TestKeys;
import dev.palimpsest.text.Conversation;
import dev.palimpsest.text.Message;
import dev.palimpsest.text.Role;
import dev.palimpsest.text.Tool;
import dev.palimpsest.text.ToolCall;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConversationDigestTest {

  private LakeKey key;
  private ConversationDigest digest;

  @BeforeEach
  void key(@TempDir Path folder) {
    key = TestKeys.in(folder);
    digest = new ConversationDigest(key);
  }

  @Test
  void of_everyString_standsBehindItsLength() {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("z", "ü");
    metadata.put("a", "");
    Message message =
        new Message(
            Role.ASSISTANT, "日本🙂", null, "n", List.of(new ToolCall(null, "f", "{}")), "c", 1);
    Conversation conversation =
        new Conversation(List.of(message), List.of(new Tool("t", null, "p")), metadata);

    assertThat(digest.of(conversation))
        .isEqualTo(hmac("9:assistant4:日本🙂-;1:n-;1:f2:{}1:c1:11:t-;1:p1:a0:1:z1:ü"));
  }

  @Test
  void of_longAndShortStringsInTurn_areTakenInTheirOrder() {
    StringBuilder whole = new StringBuilder();
    Message[] messages = new Message[40];
    for (int i = 0; i < messages.length; i++) {
      String text = ("é" + i + " ").repeat(i % 3 == 0 ? 5_000 : 300 + i);
      messages[i] = Message.of(Role.USER, text);
      whole.append("4:user").append(text.length()).append(':').append(text).append("-;-;-;-;");
    }
    Conversation conversation = new Conversation(List.of(messages), List.of(), Map.of());

    assertThat(digest.of(conversation)).isEqualTo(hmac(whole.toString()));
    assertThat(digest.of(conversation)).as("used again").isEqualTo(hmac(whole.toString()));
  }

  private String hmac(String text) {
    return HexFormat.of().formatHex(LakeKey.hmac(key.derived("scrub/v2"), text));
  }
}
