package dev.palimpsest.mask;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.palimpsest.text.Conversation;
import dev.palimpsest.text.FuzzText;
import dev.palimpsest.text.Message;
import dev.palimpsest.text.Role;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A conversation about any text, scrubbed. The seeds run as tests; {@code JAZZER_FUZZ=1 mvn -pl
 * udfs test -Dtest=ScrubFuzzTest} searches on from them.
 */
class ScrubFuzzTest {

  private static final JsonFactory JSON = new JsonFactory();

  private final Policy policy = Policies.defaultPolicy();
  private final ConversationScrubber scrubber = new ConversationScrubber(policy, null);
  private final Replay replay = new Replay(policy, null);

  @FuzzTest(maxDuration = "10m")
  void scrub_anyText_keepsItsShapeAndCanBeReplayed(byte[] bytes) {
    String text = FuzzText.of(bytes);
    Conversation before =
        new Conversation(List.of(Message.of(Role.USER, text)), List.of(), Map.of());

    Scrubbed scrubbed = scrubber.scrub(before);

    Conversation after = scrubbed.conversation();
    assertThat(replay.verify(before, after, scrubbed.findings(), "", "").reproduced()).isTrue();
    List<JsonToken> shape = shape(text);
    if (!shape.isEmpty()) {
      assertThat(shape(String.valueOf(after.messages().get(0).content()))).isEqualTo(shape);
    }
  }

  /** What JSON is made of, keys and values aside; nothing if the text is none. */
  private static List<JsonToken> shape(String text) {
    List<JsonToken> tokens = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(text)) {
      while (parser.nextToken() != null) {
        tokens.add(parser.currentToken());
      }
      return tokens;
    } catch (IOException notJson) {
      return List.of();
    }
  }
}
