package dev.palimpsest.jobs.bench;

/**
 * What a stage cost.
 *
 * @param stage its name
 * @param documents that it looked at
 * @param bytes of their lines
 * @param wallSeconds that passed
 * @param cpuSeconds of this process, compiler and collector included
 * @param shuffleBytes written for other tasks
 * @param taskSkew longest task over the median one, of the stage of tasks where that is largest;
 *     only where tasks take a second or more; 1 if none does
 */
public record StageCost(
    String stage,
    long documents,
    long bytes,
    double wallSeconds,
    double cpuSeconds,
    long shuffleBytes,
    double taskSkew) {}
