package dev.palimpsest.jobs.demo.trace;

import java.util.List;

/**
 * What a generated log holds.
 *
 * @param lines records in the file
 * @param conversations distinct conversations
 * @param editedCopies conversations of another customer that, with personal values masked, equal a
 *     distinct one but for a sentence
 * @param renamedCopies the same without any edit
 * @param failed calls without an answer, each followed by one that succeeded
 * @param retried calls sent again that got the same answer, under another id
 * @param relogged records that are in the file twice, byte for byte
 * @param regenerated answers that were rejected and asked for again
 * @param rated records that carry feedback; a record logged twice counts twice
 * @param values personal values in the log, in every notation in which they occur, sorted
 */
public record TraceTruth(
    int lines,
    int conversations,
    int editedCopies,
    int renamedCopies,
    int failed,
    int retried,
    int relogged,
    int regenerated,
    int rated,
    List<PersonalDatum> values) {

  public TraceTruth {
    values = List.copyOf(values);
  }

  /**
   * Message sequences, answer included, that are no strict prefix of another, each counted once:
   * what is left when calls are collapsed to conversations.
   */
  public int longestSequences() {
    return conversations + editedCopies + renamedCopies + regenerated;
  }

  /** Carries no values. */
  @Override
  public String toString() {
    return "TraceTruth[%d lines, %d longest sequences, %d personal values]"
        .formatted(lines, longestSequences(), values.size());
  }
}
