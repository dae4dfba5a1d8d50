package dev.palimpsest.profile;

import dev.palimpsest.pii.PiiDetector;
import dev.palimpsest.text.Conversation;
import dev.palimpsest.text.Message;
import dev.palimpsest.text.Role;
import dev.palimpsest.text.ToolCall;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Conversations with a tool whose results have one column, under a key that says nothing. */
final class ColumnsOfNumbers {

  static final Column VALUE = new Column("tool lookup result", "{\"rows\"[].\"value\"}");

  private ColumnsOfNumbers() {}

  /** French numbers as they are dialled in France; nothing says so. */
  static String phone(Random random) {
    return "06" + digits(random, 8);
  }

  /** Written like an American telephone number. */
  static String order(Random random) {
    return digits(random, 3) + "-" + digits(random, 3) + "-" + digits(random, 4);
  }

  static String digits(Random random, int count) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < count; i++) {
      digits.append(random.nextInt(10));
    }
    return digits.toString();
  }

  /** One call of the tool and its result with the values. */
  static Conversation conversation(String... values) {
    StringBuilder rows = new StringBuilder();
    for (String value : values) {
      rows.append(rows.isEmpty() ? "" : ",").append("{\"value\":\"").append(value).append("\"}");
    }
    ToolCall call = new ToolCall("call_1", "lookup", "{\"page\":1}");
    return new Conversation(
        List.of(
            new Message(Role.ASSISTANT, null, null, null, List.of(call), null, null),
            new Message(
                Role.TOOL, "{\"rows\":[" + rows + "]}", null, null, List.of(), "call_1", null)),
        List.of(),
        Map.of());
  }

  /** {@code count} conversations of four values each. */
  static List<Conversation> lake(int count, IntFunction<String> value) {
    List<Conversation> lake = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int first = 4 * i;
      lake.add(
          conversation(IntStream.range(first, first + 4).mapToObj(value).toArray(String[]::new)));
    }
    return lake;
  }

  static List<ColumnStatistics.Counted> counted(List<Conversation> lake) {
    ColumnStatistics statistics = statistics();
    lake.forEach(statistics::add);
    return statistics.take();
  }

  private static ColumnStatistics statistics() {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec("test".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return new ColumnStatistics(PiiDetector.standard(), mac);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static PathProfile profile(List<Conversation> lake, DecisionRule rule) {
    Map<Column, Map<String, Decision>> decisions = new HashMap<>();
    for (ColumnStatistics.Counted counted : counted(lake)) {
      Map<String, Decision> ofColumn = new HashMap<>();
      TypeCounts.of(counted).forEach((type, counts) -> ofColumn.put(type, rule.decide(counts)));
      decisions.put(counted.column(), ofColumn);
    }
    return new PathProfile(decisions);
  }
}
