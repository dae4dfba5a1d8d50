/**
 * From token signals to scores, and from scores to metrics. A {@linkplain
 * dev.palimpsest.audit.probe.Probe probe} is a plain function of what two models thought of one
 * row: the tuned checkpoint, and the base it was tuned from. {@link
 * dev.palimpsest.audit.probe.RowScorer} applies all of them to a row and to its personal values;
 * {@link dev.palimpsest.audit.probe.Evaluation} turns scored rows into {@link
 * dev.palimpsest.audit.stats.Metric}s.
 *
 * <p>Everywhere higher means more like a member, logarithms are natural, and T counts the tokens
 * that were training targets and that a model predicts (never the first of a row). lp is ln p of
 * such a token; mu and sd are mean and deviation of ln p under the model at that place.
 *
 * <h2>Slices</h2>
 *
 * <table>
 * <caption>Which rows a metric is about</caption>
 * <tr><th>slice</th><th>members</th><th>controls</th></tr>
 * <tr><td>{@code all}</td><td>trained rows</td><td>rows held out of training</td></tr>
 * <tr><td>{@code KEY=VALUE}</td><td>the same, rows with that key</td><td>likewise</td></tr>
 * <tr><td>{@code type=T}</td><td>personal values of type T in trained rows</td><td>in held-out
 * rows</td></tr>
 * <tr><td>{@code severity=S}</td><td>personal values whose type has that {@link
 * dev.palimpsest.audit.probe.Severity}</td><td>likewise</td></tr>
 * <tr><td>{@code canary}, {@code canary.tier=N}</td><td>canaries that went in</td><td>canaries that
 * stayed out</td></tr>
 * </table>
 *
 * <h2>Metrics</h2>
 *
 * <table>
 * <caption>What is measured</caption>
 * <tr><th>probe</th><th>metric</th><th>meaning</th></tr>
 * <tr><td>every score</td><td>{@code auc}</td><td>area under the ROC curve</td></tr>
 * <tr><td>every score</td><td>{@code tpr_at_fpr_0.01}, {@code tpr_at_fpr_0.05}</td><td>share of
 * members accused when at most 1 % (5 %) of these controls are</td></tr>
 * <tr><td>every score</td><td>{@code certified_tpr_at_fpr_0.01}, {@code
 * certified_tpr_at_fpr_0.05}</td><td>the same with the false-positive rate certified; point null
 * where controls are too few</td></tr>
 * <tr><td>every score</td><td>{@code auc_by_group}</td><td>the area with an interval by subject or
 * near-duplicate cluster; where groups hold several rows</td></tr>
 * <tr><td>every score</td><td>{@code auc_change}</td><td>area now less area of an earlier checkpoint, by
 * {@link dev.palimpsest.audit.probe.RegressionMetrics}</td></tr>
 * <tr><td>{@code loss}, {@code ref}</td><td>{@code permuted_alarm_rate}</td><td>how often the
 * interval misses 0.5 when labels are shuffled: about 0.05 if the statistics are sound</td></tr>
 * <tr><td>{@code blind}</td><td>{@code auc}</td><td>the area without any model: above 0.5, members and
 * controls differ as texts and membership results mean little</td></tr>
 * <tr><td>{@code extraction}</td><td>{@code greedy_rate}</td><td>share of members' values that greedy
 * decoding says word for word after the true text before them</td></tr>
 * <tr><td>{@code extraction}</td><td>{@code n50_at_most_N_rate}, N = 1, 100, 1000, 100000</td><td>share
 * of members' values that N samples say with probability one half</td></tr>
 * <tr><td>{@code extraction}</td><td>… {@code _base}, … {@code _controls}</td><td>the same rate of the
 * base model on members, of the tuned model on controls</td></tr>
 * <tr><td>{@code extraction}</td><td>{@code greedy_excess}, {@code n50_at_most_N_excess}</td><td>rate
 * of values given by the tuned and not by the base model, members minus controls</td></tr>
 * <tr><td>{@code exposure}</td><td>{@code exposure_bits_median}, {@code exposure_bits_max}, {@code
 * certified_exposure_bits_median}, {@code certified_exposure_bits_max}</td><td>of the canaries that
 * went in, bits</td></tr>
 * <tr><td>{@code exposure}</td><td>{@code exposed_rate}</td><td>share of the canaries that went in whose
 * rank is no chance, at a false discovery rate of 5 % (Benjamini–Hochberg)</td></tr>
 * <tr><td>{@code exposure}</td><td>{@code exposure_bits_median_controls}</td><td>of the canaries that
 * stayed out: about 1 bit if references are fair</td></tr>
 * <tr><td>{@code secret_log_p}, {@code secret_log_p_difference}</td><td>as every score</td><td>ln p of
 * the canary's secret: tuned, and tuned minus base</td></tr>
 * <tr><td>{@code secret_log_p_difference}</td><td>{@code epsilon_lower_bound}, {@code
 * epsilon_ceiling}</td><td>privacy loss shown by one run, and the most it could have shown</td></tr>
 * </table>
 */
@NullMarked
package dev.palimpsest.audit.probe;

import org.jspecify.annotations.NullMarked;
