package dev.palimpsest.audit.train;

import java.nio.file.Path;
import java.util.List;

/** What a training run starts from. */
public sealed interface Start {

  /**
   * Random weights, and a byte-pair tokenizer learned from the training texts.
   *
   * @param vocabularySize most tokens, special ones included; at least 264
   */
  record Scratch(ModelSize size, int vocabularySize) implements Start {
    public Scratch {
      Checks.atLeast(
          "vocabularySize", vocabularySize, ChatText.specialTokens().size() + ByteAlphabet.SIZE);
    }
  }

  /**
   * All weights of a checkpoint are trained further.
   *
   * @param base folder of the checkpoint
   */
  record Full(Path base) implements Start {}

  /**
   * Low-rank changes beside the frozen weights of a checkpoint (Hu et al. 2021).
   *
   * @param base folder of the checkpoint
   * @param rank r ≥ 1
   * @param alpha the change is alpha / r · B · A; positive
   * @param modules last names of the linear layers that are changed, such as {@code q_proj}
   */
  record LowRank(Path base, int rank, double alpha, List<String> modules) implements Start {
    public LowRank {
      Checks.atLeast("rank", rank, 1);
      Checks.positive("alpha", alpha);
      modules = List.copyOf(modules);
      if (modules.isEmpty()) {
        throw new IllegalArgumentException("modules must name at least one linear layer");
      }
    }
  }
}
