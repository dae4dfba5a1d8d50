package dev.palimpsest.near;

import static dev.palimpsest.near.Rows.assistant;
import static dev.palimpsest.near.Rows.call;
import static dev.palimpsest.near.Rows.system;
import static dev.palimpsest.near.Rows.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.text.Conversation;
import dev.palimpsest.text.Message;
import dev.palimpsest.text.Role;
import dev.palimpsest.text.Tool;
import dev.palimpsest.text.ToolCall;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class TurnDigestsTest {

  private static final byte[] KEY = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final TurnDigests DIGESTS = TurnDigests.keyed(KEY);

  @Test
  void of_oneTurn_isTheTruncatedHmacOfItsEncoding() throws Exception {
    ByteBuffer message = ByteBuffer.allocate(16 + 4 + 8 + 4 + 4).order(ByteOrder.LITTLE_ENDIAN);
    message.position(16);
    message.putInt(4).put("user".getBytes(StandardCharsets.UTF_16LE));
    message.putInt(2).put("hi".getBytes(StandardCharsets.UTF_16LE));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
    String expected = HexFormat.of().formatHex(mac.doFinal(message.array()), 0, 16);

    assertThat(DIGESTS.of(Rows.of(user(" HI ")))).containsExactly(expected);
  }

  /**
   * Worked out with other implementations of HMAC and XXH3, so that stored digests keep their
   * meaning.
   */
  @Test
  void of_knownConversation_givesKnownDigests() {
    Conversation row = Rows.of(user("Grüße"), call("c1", "look_up", "{\"b\":1.0,\"a\":\"X\"}"));
    assertThat(DIGESTS.of(row))
        .containsExactly("dba79440627cb97dcd1b9359b2a72b7a", "061b0864a4efc1227dbafba83eab1046");
    assertThat(TurnDigests.plain().of(row))
        .containsExactly("dcedb80282f6b63b457b36ffd15e570b", "65e6eca2abda8820b77141486888111d");
  }

  @Test
  void of_continuation_startsWithTheSameDigests() {
    List<String> shorter = DIGESTS.of(Rows.of(user("a"), assistant("b")));
    List<String> longer = DIGESTS.of(Rows.of(user("a"), assistant("b"), user("c")));
    assertThat(longer).hasSize(3).startsWith(shorter.toArray(String[]::new));
  }

  @Test
  void of_whatTakesNoPart_changesNothing() {
    Conversation bare = Rows.of(user("a"), call("c1", "f", "{}"));
    Conversation dressed =
        new Conversation(
            List.of(
                system("You are kind."),
                new Message(Role.USER, "A", "thinking", "Ann", List.of(), null, 1),
                new Message(
                    Role.ASSISTANT,
                    "",
                    "hm",
                    null,
                    List.of(new ToolCall("c2", "F", " { } ")),
                    "t",
                    null)),
            List.of(new Tool("f", null, null)),
            Map.of("tenant", "t1"));
    assertThat(DIGESTS.of(dressed)).isEqualTo(DIGESTS.of(bare));
  }

  @Test
  void of_whatCounts_changesTheDigest() {
    assertThat(
            List.of(
                Rows.of(user("ab")),
                Rows.of(assistant("ab")),
                Rows.of(user("a b")),
                Rows.of(call("c", "f", "{}")),
                Rows.of(call("c", "f", "[]")),
                Rows.of(call("c", "g", "{}")),
                Rows.of(user("a"), user("b")),
                Rows.of(user("b"), user("a"))))
        .extracting(row -> DIGESTS.of(row))
        .extracting(digests -> digests.get(digests.size() - 1))
        .doesNotHaveDuplicates();
  }

  @Test
  void of_rowWithoutTextAndCalls_isNobodysPrefix() {
    List<String> empty = DIGESTS.of(Rows.of(user(" "), assistant("")));
    List<String> longer = DIGESTS.of(Rows.of(user(""), assistant("\n"), user("x")));
    assertThat(empty).isEqualTo(DIGESTS.of(Rows.of(user(""), assistant(" "))));
    assertThat(longer).startsWith(empty.get(0)).doesNotContain(empty.get(1));
  }

  @Test
  void of_systemMessagesAlone_isNoDigest() {
    assertThat(DIGESTS.of(Rows.of(system("x")))).isEmpty();
  }

  @Test
  void keyed_otherKey_givesOtherDigests() {
    byte[] other = KEY.clone();
    other[0]++;
    assertThat(TurnDigests.keyed(other).of(Rows.of(user("a"))))
        .isNotEqualTo(DIGESTS.of(Rows.of(user("a"))));
  }

  @Test
  void keyed_shortKey_throws() {
    assertThatThrownBy(() -> TurnDigests.keyed(new byte[15]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("turn digest key must have at least 16 bytes. Provided length: 15");
  }
}
