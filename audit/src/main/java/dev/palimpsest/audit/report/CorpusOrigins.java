package dev.palimpsest.audit.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What became of the rows that the training data was made from.
 *
 * @param stages counts over all rows, in pipeline order
 * @param sources counts for each source, those that lost most rows first
 * @param clusters the training rows by how many rows of the lake each stands for
 */
public record CorpusOrigins(
    List<StageCount> stages, List<SourceCount> sources, List<ClusterCount> clusters) {

  /** Texts that were given as files: nothing is known. */
  public static final CorpusOrigins UNKNOWN = new CorpusOrigins(List.of(), List.of(), List.of());

  public CorpusOrigins {
    stages = List.copyOf(stages);
    sources = List.copyOf(sources);
    clusters = List.copyOf(clusters);
  }

  /**
   * Rows that left the pipeline at one stage for one reason, or stayed.
   *
   * @param stage such as {@code dedup}
   * @param reason such as {@code near duplicate}
   * @param rows how many
   */
  public record StageCount(String stage, String reason, long rows) {}

  /**
   * The rows of one source: {@code read = copies + beginnings + unscrubbed + copiesAfter + near +
   * kept}, where every row was decided on.
   *
   * @param source folder of its files
   * @param read rows that were read
   * @param copies dropped as exact copies before the scrub
   * @param beginnings dropped as beginnings of longer conversations
   * @param unscrubbed dropped since they could not be scrubbed, or the policy takes them out
   * @param copiesAfter dropped as exact copies after the scrub
   * @param near dropped as near copies
   * @param kept rows that stayed
   */
  public record SourceCount(
      String source,
      long read,
      long copies,
      long beginnings,
      long unscrubbed,
      @JsonProperty("copies_after") long copiesAfter,
      long near,
      long kept) {}

  /**
   * Training rows that stand for about equally many rows of the lake, themselves included.
   *
   * @param least number of rows that each stands for
   * @param most number of rows that each stands for; −1 for no bound
   * @param clusters how many training rows these are
   * @param rows of the lake that they stand for together
   * @param examples ids of those that stand for most
   */
  public record ClusterCount(
      long least, long most, long clusters, long rows, List<String> examples) {

    public ClusterCount {
      examples = List.copyOf(examples);
    }
  }
}
