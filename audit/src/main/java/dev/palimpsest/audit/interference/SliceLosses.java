package dev.palimpsest.audit.interference;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Losses of one slice of the held-out texts: −Σ ln p(x_i | x_0 … x_(i−1)) over its predicted
 * tokens, divided by their number; in nats per token, ≥ 0, lower is better.
 *
 * @param slice its name; {@link #ALL} for all texts
 * @param texts of the slice
 * @param tokens that were predicted, at least 1
 * @param base loss of the base, adapters off
 * @param adapters each one's loss alone, with its weight, in their order
 * @param composition loss of all adapters joined
 */
public record SliceLosses(
    String slice, int texts, long tokens, double base, List<Alone> adapters, double composition) {

  /** The slice of all texts. */
  public static final String ALL = "all";

  public SliceLosses {
    adapters = List.copyOf(adapters);
    if (adapters.size() < 2) {
      throw new IllegalArgumentException(
          "interference is between at least two adapters. Provided: " + adapters.size());
    }
    if (texts < 1 || tokens < 1) {
      throw new IllegalArgumentException(
          "a slice must have texts with predicted tokens. Provided: " + texts + " and " + tokens);
    }
    checkLoss(base);
    checkLoss(composition);
  }

  /**
   * An adapter alone.
   *
   * @param adapter its folder
   * @param weight that it is used with
   * @param loss of the slice
   */
  public record Alone(String adapter, double weight, double loss) {
    public Alone {
      checkLoss(loss);
    }
  }

  /**
   * composition − min(losses of the adapters alone), in nats per token. Above 0 the composition is
   * worse on this slice than the adapter that suits it best; at or below 0 nothing was lost.
   */
  @JsonProperty
  public double interference() {
    return composition - adapters.stream().mapToDouble(Alone::loss).min().orElseThrow();
  }

  private static void checkLoss(double loss) {
    if (!(loss >= 0 && Double.isFinite(loss))) {
      throw new IllegalArgumentException("a loss must be finite and ≥ 0. Provided value: " + loss);
    }
  }
}
