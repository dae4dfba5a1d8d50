package dev.palimpsest.audit.model;

/**
 * A low-rank change of a linear layer's weight: ΔW = scale · up · down (Hu et al., LoRA, 2021,
 * section 4.1).
 *
 * @param down A, [rank, in]
 * @param up B, [out, rank]
 * @param scale alpha / rank, or alpha / sqrt(rank) for rank-stabilised adapters
 */
public record LowRank<T>(T down, T up, double scale) {}
