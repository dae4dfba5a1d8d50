package dev.palimpsest.audit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.palimpsest.audit.checkpoint.Activation;
import dev.palimpsest.audit.checkpoint.LlamaConfig;
import dev.palimpsest.audit.checkpoint.LlamaConfig.Trait;
import dev.palimpsest.audit.checkpoint.Rope;
import dev.palimpsest.audit.checkpoint.RopeScaling;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class LlamaTest {
  private static final long SEED = 7;
  private static final LlamaConfig CONFIG =
      new LlamaConfig(
          "llama",
          11,
          8,
          12,
          4,
          2,
          2,
          32,
          1e-5,
          Activation.SILU,
          new Rope(10_000, 2, new RopeScaling.None()),
          List.of(0, 2),
          Set.of(),
          EnumSet.of(
              Trait.TIED_HEAD,
              Trait.QUERY_KEY_VALUE_BIAS,
              Trait.OUTPUT_BIAS,
              Trait.FEED_FORWARD_BIAS,
              Trait.QUERY_KEY_NORM));
  private final LibTorchOps ops = new LibTorchOps(ComputeType.FP32);

  @Test
  void logits_trainableWeights_gradientReachesEveryParameter() {
    try (PointerScope scope = new PointerScope()) {
      Map<String, Tensor> parameters = random();
      parameters.values().forEach(parameter -> parameter.requires_grad_(true));
      Llama<Tensor> llama = new Llama<>(CONFIG, ops, new NamedWeights<>(parameters, Map.of()));

      Tensor logits = llama.logits(llama.hidden(Input.of(ops.ids(new int[] {1, 2, 3}, 1, 3), 3)));
      logits.square().sum().backward();

      assertThat(logits.sizes().vec().get()).containsExactly(1, 3, 11);
      parameters.forEach(
          (name, parameter) ->
              assertThat(parameter.grad().abs().sum().item_float()).as(name).isPositive());
    }
  }

  @Test
  void hidden_lowRankChange_equalsMergedWeight() {
    try (PointerScope scope = new PointerScope()) {
      Map<String, Tensor> parameters = random();
      String module = "model.layers.1.mlp.down_proj";
      Tensor down = torch.randn(3, 12);
      Tensor up = torch.randn(8, 3);
      Tensor ids = ops.ids(new int[] {4, 5, 6, 7}, 1, 4);
      var changed =
          new NamedWeights<>(parameters, Map.of(module, List.of(new LowRank<>(down, up, 0.5))));
      Tensor asChange = new Llama<>(CONFIG, ops, changed).hidden(Input.of(ids, 4));
      Tensor delta = torch.matmul(up, down).mul(new Scalar(0.5));
      parameters.computeIfPresent(module + ".weight", (name, weight) -> weight.add(delta));
      var merged = new NamedWeights<>(parameters, Map.<String, List<LowRank<Tensor>>>of());
      Tensor asWeight = new Llama<>(CONFIG, ops, merged).hidden(Input.of(ids, 4));

      assertThat(asChange.sub(asWeight).abs().max().item_float()).isCloseTo(0, within(1e-5f));
    }
  }

  private static Map<String, Tensor> random() {
    torch.manual_seed(SEED);
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    CONFIG
        .parameters()
        .forEach(
            (name, shape) ->
                parameters.put(
                    name, torch.randn(shape.stream().mapToLong(Long::longValue).toArray())));
    return parameters;
  }
}
