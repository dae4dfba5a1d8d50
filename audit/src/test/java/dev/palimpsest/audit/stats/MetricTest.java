package dev.palimpsest.audit.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class MetricTest {

  @Test
  void json_keys_areTheContract() throws Exception {
    ObjectMapper json = new ObjectMapper();
    Metric metric = new Metric("loss", "all", "auc", 1.0, null, null, 3, 4, "rule");

    String written = json.writeValueAsString(metric);

    assertThat(written)
        .isEqualTo(
            "{\"probe\":\"loss\",\"slice\":\"all\",\"metric\":\"auc\",\"point\":1.0,\"low\":null,"
                + "\"high\":null,\"members\":3,\"controls\":4,\"rule\":\"rule\"}");
    assertThat(json.readValue(written, Metric.class)).isEqualTo(metric);
  }

  @Test
  void metric_nanPoint_isRefused() {
    assertThatThrownBy(() -> new Metric("loss", "all", "auc", Double.NaN, null, null, 3, 4, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("point must be finite or null. Provided value: NaN");
  }
}
