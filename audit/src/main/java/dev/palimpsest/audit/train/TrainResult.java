package dev.palimpsest.audit.train;

import java.nio.file.Path;

/**
 * What a training run did.
 *
 * @param folder checkpoint or adapter that was written
 * @param texts rows of the data file
 * @param conversations how many of them were conversations
 * @param rows rows of tokens that they were cut into; more than {@code texts} if some were too long
 * @param steps changes of the weights
 * @param parameters numbers that were trained
 * @param tokens tokens that went through the model, padding not counted, over all epochs
 * @param firstLoss mean of −ln p over the targets of the first step
 * @param finalLoss mean of −ln p over the targets of the last epoch, each before its step
 * @param seconds of wall time for the steps
 * @param weightsSha256 digest of the weight file
 */
public record TrainResult(
    Path folder,
    int texts,
    int conversations,
    int rows,
    int steps,
    long parameters,
    long tokens,
    double firstLoss,
    double finalLoss,
    double seconds,
    String weightsSha256) {}
