package dev.palimpsest.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlotsTest {

  private static Conversation conversation() {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("user", "u1");
    metadata.put("team", "t1");
    return new Conversation(
        List.of(
            new Message(Role.USER, "hi", null, "jo", List.of(), null, 0),
            new Message(
                Role.ASSISTANT,
                null,
                "hm",
                null,
                List.of(new ToolCall("c1", "find", "{}"), new ToolCall(null, null, "")),
                null,
                1),
            new Message(Role.TOOL, "", null, "find", List.of(), "c1", null)),
        List.of(new Tool("find", "finds", null)),
        metadata);
  }

  @Test
  void of_conversation_givesEveryStringWithItsPlace() {
    assertThat(Slots.of(conversation()))
        .extracting(slot -> slot.place().path(m -> false) + " " + slot.field() + " " + slot.text())
        .containsExactly(
            "messages[0].content CONTENT hi",
            "messages[0].name SPEAKER jo",
            "messages[1].reasoning REASONING hm",
            "messages[1].tool_calls[0].id CALL_ID c1",
            "messages[1].tool_calls[0].name TOOL_NAME find",
            "messages[1].tool_calls[0].arguments ARGUMENTS {}",
            "messages[1].tool_calls[1].arguments ARGUMENTS ",
            "messages[2].content CONTENT ",
            "messages[2].name TOOL_NAME find",
            "messages[2].tool_call_id CALL_ID c1",
            "tools[0].name TOOL_NAME find",
            "tools[0].description TOOL_DESCRIPTION finds",
            "metadata.key[0] METADATA_KEY user",
            "metadata[\"user\"] METADATA_VALUE u1",
            "metadata.key[1] METADATA_KEY team",
            "metadata[\"team\"] METADATA_VALUE t1");
  }

  @Test
  void replace_sameTexts_isTheSameConversation() {
    List<String> texts = Slots.of(conversation()).stream().map(Slot::text).toList();

    assertThat(Slots.replace(conversation(), texts)).isEqualTo(conversation());
  }

  @Test
  void replace_otherTexts_putsEachInItsPlace() {
    List<String> numbered =
        Slots.of(conversation()).stream().map(slot -> slot.place().path(m -> false)).toList();

    Conversation replaced = Slots.replace(conversation(), numbered);

    assertThat(Slots.of(replaced)).extracting(Slot::text).containsExactlyElementsOf(numbered);
  }

  @Test
  void replace_equalMetadataKeys_keepsBothEntries() {
    Conversation two =
        new Conversation(List.of(), List.of(), Map.of("a@x.org", "1", "b@x.org", "2"));

    Conversation replaced = Slots.replace(two, List.of("<EMAIL>", "1", "<EMAIL>", "2"));

    assertThat(replaced.metadata()).containsOnlyKeys("<EMAIL>", "<EMAIL>#2");
  }

  @Test
  void replace_tooManyOrFewTexts_isRefused() {
    Conversation one = new Conversation(List.of(Message.of(Role.USER, "x")), List.of(), Map.of());

    assertThatThrownBy(() -> Slots.replace(one, List.of()))
        .hasMessage("a conversation takes one text per string. Strings: 1, provided texts: 0");
    assertThatThrownBy(() -> Slots.replace(one, List.of("a", "b")))
        .hasMessage("a conversation takes one text per string. Strings: 1, provided texts: 2");
  }
}
