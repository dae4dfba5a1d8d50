package dev.palimpsest.near;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A log of 1,381 model calls of 100 agent conversations, named by {@code
 * -Dpalimpsest.airline.calls=FILE}: each record is a request with its history and the response.
 */
@EnabledIfSystemProperty(named = "palimpsest.airline.calls", matches = ".+")
class RealCallsTest {

  @Test
  void turnDigests_callsWithTheirHistory_leaveOneOfEachConversation() {
    List<JsonNode> rows = new ArrayList<>();
    for (JsonNode call : Cases.file(Path.of(System.getProperty("palimpsest.airline.calls")))) {
      ObjectNode row = new ObjectMapper().createObjectNode();
      ArrayNode messages = row.put("id", "call-" + rows.size()).putArray("messages");
      messages.addAll((ArrayNode) call.at("/request/messages"));
      messages.add(call.at("/response/choices/0/message"));
      rows.add(row);
    }
    assertThat(rows).hasSize(1381);
    TurnDigests digests = TurnDigests.keyed(new byte[32]);
    Set<String> last = new LinkedHashSet<>();
    Set<String> interior = new HashSet<>();
    for (var conversation : Cases.conversations(rows).values()) {
      List<String> chain = digests.of(conversation);
      last.add(chain.get(chain.size() - 1));
      interior.addAll(chain.subList(0, chain.size() - 1));
    }
    assertThat(last).hasSize(1378);
    last.removeAll(interior);
    assertThat(last).hasSize(100);
  }
}
