package dev.palimpsest.jobs.lake;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * What every commit says of itself in Delta's {@code userMetadata}.
 *
 * @param runId the run, see {@link JobRun}
 * @param job name of the job
 * @param configSha256 digest of the effective configuration
 * @param inputs table name → version that was read
 */
public record Commit(String runId, String job, String configSha256, Map<String, Long> inputs) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** {@code {"runId","job","version","configSha256","inputs":[{"table","version"}]}}. */
  public String userMetadata() {
    ObjectNode node = JSON.createObjectNode();
    node.put("runId", runId);
    node.put("job", job);
    node.put("version", Version.current());
    node.put("configSha256", configSha256);
    var list = node.putArray("inputs");
    inputs.forEach(
        (table, version) -> list.addObject().put("table", table).put("version", version));
    return node.toString();
  }
}
