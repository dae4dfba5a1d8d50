package dev.palimpsest.audit.probe;

/**
 * What a score is, for reports and tables. Direction is the same for all: higher means more like a
 * member.
 *
 * @param formula in the notation of this package
 * @param unit of the score
 * @param range of the score
 * @param source paper and section
 * @param meaning one sentence for a reader who does not program
 */
public record ProbeDescription(
    String formula, String unit, String range, String source, String meaning) {}
