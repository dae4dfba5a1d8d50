package dev.palimpsest.profile;

import dev.palimpsest.pii.PiiDetector;
import dev.palimpsest.text.Conversation;
import dev.palimpsest.text.Field;
import dev.palimpsest.text.Leaf;
import dev.palimpsest.text.Leaves;
import dev.palimpsest.text.Message;
import dev.palimpsest.text.Role;
import dev.palimpsest.text.Slot;
import dev.palimpsest.text.ToolCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says of the leaves of one conversation in which columns of the lake they are. */
final class Columns {

  /** Written for a name or key that may be personal data, or no name at all. */
  static final String HIDDEN = "@";

  private static final Pattern ROOT =
      Pattern.compile("messages\\[(\\d+)]\\.(?:tool_calls\\[(\\d+)]\\.)?(\\w+)");
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_.$ \\[\\]-]{1,64}");
  private static final int MOST_KEYS = 1 << 12;

  private final Conversation conversation;
  private final KeyNames names;
  private final Map<String, String> sources = new HashMap<>();
  private final Map<String, String> toolsOfCalls = new HashMap<>();

  /**
   * Keys as columns write them: what is found out about one serves all conversations and threads.
   */
  static final class KeyNames {
    private final PiiDetector detector;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    KeyNames(PiiDetector detector) {
      this.detector = detector;
    }

    String of(String key) {
      String name = known.get(key);
      if (name == null) {
        if (known.size() >= MOST_KEYS) {
          known.clear();
        }
        name = isImpersonal(key) ? DIGITS.matcher(key).replaceAll("#") : HIDDEN;
        known.put(key, name);
      }
      return name;
    }

    private boolean isImpersonal(String key) {
      return NAME.matcher(key).matches()
          && Leaves.of(Slot.plain(key)).stream().allMatch(leaf -> detector.alone(leaf).isEmpty());
    }
  }

  Columns(Conversation conversation, KeyNames names) {
    this.conversation = conversation;
    this.names = names;
    for (Message message : conversation.messages()) {
      for (ToolCall call : message.toolCalls()) {
        if (call.id() != null && call.name() != null) {
          toolsOfCalls.put(call.id(), call.name());
        }
      }
    }
  }

  /** The leaves of a conversation that are in columns, in its order. */
  static List<Leaf> leaves(List<Slot> slots) {
    List<Leaf> leaves = new ArrayList<>();
    for (Slot slot : slots) {
      if (isOfData(slot.field())) {
        Leaves.of(slot).stream().filter(Columns::isIn).forEach(leaves::add);
      }
    }
    return leaves;
  }

  /** Whether a leaf is in a column: a value of JSON or of the metadata, no key and no prose. */
  static boolean isIn(Leaf leaf) {
    Field field = leaf.slot().field();
    return leaf.kind() != Leaf.Kind.KEY
        && isOfData(field)
        && (leaf.layers() > 0 || field == Field.METADATA_VALUE);
  }

  /** Names, ids of calls and the schemas of tools hold no records. */
  private static boolean isOfData(Field field) {
    return switch (field) {
      case CONTENT, REASONING, ARGUMENTS, METADATA_VALUE -> true;
      case SPEAKER, TOOL_NAME, CALL_ID, TOOL_DESCRIPTION, TOOL_PARAMETERS, METADATA_KEY, PLAIN ->
          false;
    };
  }

  Column of(Leaf leaf) {
    return new Column(
        sources.computeIfAbsent(leaf.place().root(), this::source), leaf.place().fold(names::of));
  }

  private String source(String root) {
    Matcher parts = ROOT.matcher(root);
    if (!parts.matches()) {
      return root;
    }
    Message message = conversation.messages().get(Integer.parseInt(parts.group(1)));
    if (parts.group(2) != null) {
      ToolCall call = message.toolCalls().get(Integer.parseInt(parts.group(2)));
      return "tool " + tool(call.name()) + " " + parts.group(3);
    }
    if (message.role() == Role.TOOL) {
      String name = message.name();
      String id = message.toolCallId();
      return "tool " + tool(name == null && id != null ? toolsOfCalls.get(id) : name) + " result";
    }
    return message.role().text() + " " + parts.group(3);
  }

  private String tool(@Nullable String name) {
    return name == null ? HIDDEN : names.of(name);
  }
}
