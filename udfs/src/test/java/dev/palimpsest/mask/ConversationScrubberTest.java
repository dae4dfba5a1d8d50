package dev.palimpsest.mask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.pii.Finding;
import dev.palimpsest.pii.Tier;
import dev.palimpsest.text.Conversation;
import dev.palimpsest.text.Message;
import dev.palimpsest.text.Role;
import dev.palimpsest.text.Tool;
import dev.palimpsest.text.ToolCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConversationScrubberTest {

  private final ConversationScrubber scrubber =
      new ConversationScrubber(Policies.defaultPolicy(), null);

  private static Conversation conversation() {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("user_id", "priya_ramaswami_4417");
    metadata.put("region", "eu");
    String record =
        "{\"name\": {\"first_name\": \"Priya\", \"last_name\": \"Ramaswami\"}, \"dob\":"
            + " \"1990-04-05\", \"orders\": [\"#W2611340\"], \"note\": \"{\\\"zip\\\": 78750}\"}";
    return new Conversation(
        List.of(
            Message.of(Role.SYSTEM, "The time is 2024-05-15 15:00. Be kind."),
            Message.of(Role.USER, "I'm Ramaswami, exchange order #W2611340 for $121"),
            new Message(
                Role.ASSISTANT,
                null,
                "Priya wants an exchange",
                null,
                List.of(new ToolCall("call_1", "find", "{\"user_id\":\"priya_ramaswami_4417\"}")),
                null,
                null),
            new Message(Role.TOOL, record, null, "find", List.of(), "call_1", null),
            new Message(
                Role.ASSISTANT,
                "Thank you, Priya! Born 5 April 1990, zip 78750.",
                null,
                null,
                List.of(),
                null,
                1)),
        List.of(new Tool("find", "Finds a user by user id", "{\"type\": \"object\"}")),
        metadata);
  }

  @Test
  void scrub_conversation_masksWhatWasLearnedLateEverywhere() {
    Conversation masked = scrubber.scrub(conversation()).conversation();

    assertThat(masked.messages())
        .containsExactly(
            Message.of(Role.SYSTEM, "The time is 2024-05-15 15:00. Be kind."),
            Message.of(Role.USER, "I'm <PERSON_1>, exchange order #W2611340 for $121"),
            new Message(
                Role.ASSISTANT,
                null,
                "<PERSON_2> wants an exchange",
                null,
                List.of(new ToolCall("call_1", "find", "{\"user_id\":\"<USER_ID_1>\"}")),
                null,
                null),
            new Message(
                Role.TOOL,
                "{\"name\": {\"first_name\": \"<PERSON_2>\", \"last_name\": \"<PERSON_1>\"},"
                    + " \"dob\": \"<DATE_OF_BIRTH_1>\", \"orders\": [\"#W2611340\"], \"note\":"
                    + " \"{\\\"zip\\\": 0}\"}",
                null,
                "find",
                List.of(),
                "call_1",
                null),
            new Message(
                Role.ASSISTANT,
                "Thank you, <PERSON_2>! Born <DATE_OF_BIRTH_1>, zip <POSTCODE_1>.",
                null,
                null,
                List.of(),
                null,
                1));
    assertThat(masked.tools()).isEqualTo(conversation().tools());
    assertThat(masked.metadata()).isEqualTo(Map.of("user_id", "<USER_ID_1>", "region", "eu"));
  }

  @Test
  void scrub_conversation_reportsEveryPlace() {
    assertThat(scrubber.scrub(conversation()).findings())
        .extracting(Finding::path)
        .containsExactly(
            "messages[1].content",
            "messages[2].reasoning",
            "messages[2].tool_calls[0].arguments{\"user_id\"}",
            "messages[3].content{\"name\".\"first_name\"}",
            "messages[3].content{\"name\".\"last_name\"}",
            "messages[3].content{\"dob\"}",
            "messages[3].content{\"note\"{\"zip\"}}",
            "messages[4].content",
            "messages[4].content",
            "messages[4].content",
            "metadata[\"user_id\"]");
  }

  @Test
  void scrub_keepAll_changesNothingAndReportsTheSame() {
    Scrubbed kept =
        new ConversationScrubber(Policies.shipped("keep-all"), null).scrub(conversation());

    assertThat(kept.conversation()).isEqualTo(conversation());
    List<Finding> surely =
        kept.findings().stream().filter(finding -> finding.tier() != Tier.C).toList();
    assertThat(surely).isEqualTo(scrubber.scrub(conversation()).findings());
  }

  @Test
  void scrub_idThatIsPersonal_linksCallAndAnswerStill() {
    Message call =
        new Message(
            Role.ASSISTANT,
            null,
            null,
            null,
            List.of(new ToolCall("jo@x.org", "f", "")),
            null,
            null);
    Message answer = new Message(Role.TOOL, "", null, "f", List.of(), "jo@x.org", null);

    Conversation masked =
        scrubber.scrub(new Conversation(List.of(call, answer), List.of(), Map.of())).conversation();

    assertThat(masked.messages().get(0).toolCalls().get(0).id()).isEqualTo("<EMAIL_1>");
    assertThat(masked.messages().get(1).toolCallId()).isEqualTo("<EMAIL_1>");
  }

  @Test
  void scrub_emptyConversation_isEmpty() {
    Scrubbed scrubbed = scrubber.scrub(new Conversation(List.of(), List.of(), Map.of()));

    assertThat(scrubbed.findings()).isEmpty();
    assertThat(scrubbed.conversation().messages()).isEmpty();
  }

  @Test
  void scrub_manyThreads_giveWhatOneGives() {
    List<Conversation> conversations =
        IntStream.range(0, 64).mapToObj(i -> new TraceFuzz(new Random(i)).conversation()).toList();
    List<Scrubbed> alone = conversations.stream().map(scrubber::scrub).toList();

    assertThat(conversations.parallelStream().map(scrubber::scrub).toList()).isEqualTo(alone);
  }
}
