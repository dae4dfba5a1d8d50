package dev.palimpsest.jobs.scrub;

import dev.palimpsest.jobs.lake.ConversationColumns;
import dev.palimpsest.pii.PiiDetector;
import dev.palimpsest.pii.UserRules;
import dev.palimpsest.profile.Column;
import dev.palimpsest.profile.PathProfile;
import dev.palimpsest.text.Conversation;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Keeps the traces that have a value in one of some columns. */
final class TouchesColumns implements FilterFunction<Row> {

  private static final long serialVersionUID = 1;

  private final HashSet<Column> columns;
  private final UserRules rules;
  private transient @Nullable Predicate<Conversation> touching;

  TouchesColumns(Set<Column> columns, UserRules rules) {
    this.columns = new HashSet<>(columns);
    this.rules = rules;
  }

  @Override
  public boolean call(Row trace) {
    if (touching == null) {
      touching = PathProfile.touching(columns, PiiDetector.with(rules));
    }
    return touching.test(FeedbackComments.with(ConversationColumns.read(trace), trace));
  }
}
