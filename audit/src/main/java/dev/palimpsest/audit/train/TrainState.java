package dev.palimpsest.audit.train;

/**
 * Where a run is, beside its weights and the optimizer's moments. The order of the rows is drawn
 * from the seed epoch by epoch, and nothing else is random, so the position is the state of the
 * random generator too.
 *
 * @param step steps taken
 * @param epoch that the next step belongs to, from 0
 * @param batch of that epoch that it begins with
 * @param tokens that went through the model
 * @param firstLoss of the first step
 * @param epochLoss sum of −ln p over the epoch's targets so far
 * @param epochTargets the epoch's targets so far
 * @param seconds of work
 */
record TrainState(
    int step,
    int epoch,
    int batch,
    long tokens,
    double firstLoss,
    double epochLoss,
    long epochTargets,
    double seconds) {

  static final TrainState BEGINNING = new TrainState(0, 0, 0, 0, 0, 0, 0, 0);
}
