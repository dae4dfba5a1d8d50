package dev.palimpsest.jobs.scrub;

import dev.palimpsest.jobs.lake.InternalRows;
import dev.palimpsest.jobs.lake.Traces;
import dev.palimpsest.text.Conversation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;

/**
 * Feedback's words are scrubbed with their conversation, so that a name learnt in a message is
 * masked in a comment: they travel as metadata entries {@code feedback[0].comment}.
 */
final class FeedbackComments {

  private static final String[] NAMES = {"name", "value", "label", "comment", "source"};
  private static final int[] WORDS = {2, 3};

  private FeedbackComments() {}

  static Conversation with(Conversation conversation, Row row) {
    Map<String, String> metadata = new LinkedHashMap<>(conversation.metadata());
    metadata.putAll(entries(row));
    return new Conversation(conversation.messages(), conversation.tools(), metadata);
  }

  /** The conversation with the metadata that it had before {@link #with}. */
  static Conversation without(Conversation conversation, Row row) {
    Map<String, String> metadata = new LinkedHashMap<>(conversation.metadata());
    metadata.keySet().removeAll(entries(row).keySet());
    return new Conversation(conversation.messages(), conversation.tools(), metadata);
  }

  /** The column {@code feedback} with masked labels and comments, in Spark's own format. */
  static ArrayData masked(Conversation conversation, Row row) {
    List<Row> feedback = row.getList(row.fieldIndex(Traces.FEEDBACK));
    List<InternalRow> masked = new ArrayList<>();
    for (int i = 0; i < feedback.size(); i++) {
      Row entry = feedback.get(i);
      masked.add(
          InternalRows.struct(
              InternalRows.text(entry.getString(0)),
              entry.get(1),
              InternalRows.text(conversation.metadata().get(key(i, 2))),
              InternalRows.text(conversation.metadata().get(key(i, 3))),
              InternalRows.text(entry.getString(4))));
    }
    return InternalRows.array(masked);
  }

  private static Map<String, String> entries(Row row) {
    Map<String, String> entries = new LinkedHashMap<>();
    List<Row> feedback = row.getList(row.fieldIndex(Traces.FEEDBACK));
    for (int i = 0; i < feedback.size(); i++) {
      for (int field : WORDS) {
        if (!feedback.get(i).isNullAt(field)) {
          entries.put(key(i, field), feedback.get(i).getString(field));
        }
      }
    }
    return entries;
  }

  private static String key(int entry, int field) {
    return "feedback[" + entry + "]." + NAMES[field];
  }
}
