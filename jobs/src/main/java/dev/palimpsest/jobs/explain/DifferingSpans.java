package dev.palimpsest.jobs.explain;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Chunk;
import dev.palimpsest.text.Conversation;
import dev.palimpsest.text.Message;
import dev.palimpsest.text.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where two conversations say something else, word by word (Myers, An O(ND) difference algorithm).
 */
final class DifferingSpans {

  /** Longer texts are only said to differ: the algorithm's time grows with words × differences. */
  private static final int MOST_WORDS = 50_000;

  private static final int MOST_CHARACTERS = 60;

  private static final Pattern WORD = Pattern.compile("\\S+");

  private DifferingSpans() {}

  /** A word with its place, in UTF-16 units. */
  private record Word(String text, int start, int end) {}

  /**
   * A line for each span that differs: the number of the turn from 1, the span in the one and in
   * the other, offsets in UTF-16 units.
   *
   * @param row scrubbed
   * @param keeper scrubbed
   */
  static List<String> of(Conversation row, Conversation keeper) {
    List<Message> own = turns(row);
    List<Message> others = turns(keeper);
    List<String> spans = new ArrayList<>();
    for (int turn = 0; turn < Math.max(own.size(), others.size()); turn++) {
      if (turn >= others.size()) {
        spans.add("turn %d (%s) is in this row alone".formatted(turn + 1, own.get(turn).role()));
      } else if (turn >= own.size()) {
        spans.add(
            "turn %d (%s) is in the keeper alone".formatted(turn + 1, others.get(turn).role()));
      } else {
        addDifferences(turn + 1, text(own.get(turn)), text(others.get(turn)), spans);
      }
    }
    return spans;
  }

  private static void addDifferences(int turn, String own, String other, List<String> spans) {
    if (own.equals(other)) {
      return;
    }
    List<Word> ownWords = words(own);
    List<Word> otherWords = words(other);
    if (ownWords.size() + otherWords.size() > MOST_WORDS) {
      spans.add("turn %d differs; it is too long to say where".formatted(turn));
      return;
    }
    List<AbstractDelta<String>> deltas =
        DiffUtils.diff(
                ownWords.stream().map(Word::text).toList(),
                otherWords.stream().map(Word::text).toList())
            .getDeltas();
    if (deltas.isEmpty()) {
      spans.add("turn %d differs in white space".formatted(turn));
    }
    for (AbstractDelta<String> delta : deltas) {
      spans.add(
          "turn %d %s here, %s in the keeper"
              .formatted(
                  turn,
                  span(own, ownWords, delta.getSource()),
                  span(other, otherWords, delta.getTarget())));
    }
  }

  /** {@code [12, 20) "as it is"}, or {@code nothing at 12}. */
  private static String span(String text, List<Word> words, Chunk<String> chunk) {
    int first = chunk.getPosition();
    if (chunk.size() == 0) {
      return "nothing at %d"
          .formatted(first < words.size() ? words.get(first).start() : text.length());
    }
    int start = words.get(first).start();
    int end = words.get(first + chunk.size() - 1).end();
    String said = text.substring(start, end).replaceAll("\\s+", " ");
    int shown =
        said.length() <= MOST_CHARACTERS
            ? said.length()
            : said.offsetByCodePoints(0, said.codePointCount(0, MOST_CHARACTERS));
    return "[%d, %d) \"%s\""
        .formatted(start, end, shown == said.length() ? said : said.substring(0, shown) + "…");
  }

  private static List<Word> words(String text) {
    List<Word> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      words.add(new Word(matcher.group(), matcher.start(), matcher.end()));
    }
    return words;
  }

  private static List<Message> turns(Conversation conversation) {
    return conversation.messages().stream()
        .filter(message -> message.role() != Role.SYSTEM)
        .toList();
  }

  private static String text(Message message) {
    String content = message.content();
    return content == null ? "" : content;
  }
}
