package dev.palimpsest.jobs.scrub;

import dev.palimpsest.jobs.lake.InternalRows;
import dev.palimpsest.mask.Action;
import dev.palimpsest.mask.Keyring;
import dev.palimpsest.mask.Policy;
import dev.palimpsest.pii.Evidence;
import dev.palimpsest.pii.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Findings as rows of {@link ScrubRows#FINDING_TYPE}. For one thread. */
final class FindingRows {

  private final Policy policy;
  private final @Nullable String keyVersion;
  private final long profileVersion;

  /** Types, rules and the like: a few hundred words make up millions of findings. */
  private final Map<String, UTF8String> words = new HashMap<>();

  FindingRows(Policy policy, @Nullable Keyring keyring, long profileVersion) {
    this.policy = policy;
    this.keyVersion = keyring == null ? null : Integer.toString(keyring.version());
    this.profileVersion = profileVersion;
  }

  ArrayData of(List<Finding> findings) {
    List<InternalRow> rows = new ArrayList<>(findings.size());
    for (Finding finding : findings) {
      rows.add(row(finding));
    }
    return InternalRows.array(rows);
  }

  private InternalRow row(Finding finding) {
    Action action = policy.action(finding.type(), finding.tier());
    return InternalRows.struct(
        InternalRows.text(finding.path()),
        finding.start(),
        finding.end(),
        finding.startCodePoint(),
        finding.endCodePoint(),
        word(finding.type()),
        InternalRows.array(finding.alternatives().stream().map(this::word).toList()),
        word(finding.tier().name()),
        finding.score(),
        word(finding.rule()),
        InternalRows.array(finding.evidence().stream().map(this::evidence).toList()),
        word(action.text()),
        action.masks() ? word(operator(finding.type())) : null,
        keyVersion == null ? null : word(keyVersion));
  }

  private String operator(String type) {
    return policy.operator(type).getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** In lower case; where the column spoke, with the version of the profile. */
  private UTF8String evidence(Evidence evidence) {
    String name = evidence.name().toLowerCase(Locale.ROOT);
    return word(evidence == Evidence.PATH_PROFILE ? name + "@" + profileVersion : name);
  }

  private UTF8String word(String word) {
    return words.computeIfAbsent(
        word, unseen -> Objects.requireNonNull(UTF8String.fromString(unseen)));
  }
}
