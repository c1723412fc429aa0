package tenor.node.risk;

import java.util.List;

/**
 * Margins beside the returns that followed, and what they say of a model. Floating point is right
 * here: nothing of it enters a chain.
 *
 * @param margins by epoch, as fractions
 * @param returns of the same epochs
 */
record Backtest(List<Double> margins, List<Double> returns) {
  private static final double MISS = 0.01;

  /** Keeps its own copies. */
  Backtest {
    margins = List.copyOf(margins);
    returns = List.copyOf(returns);
  }

  int epochs() {
    return margins.size();
  }

  boolean isBreach(int epoch) {
    return Math.abs(returns.get(epoch)) > margins.get(epoch);
  }

  int breaches() {
    int count = 0;
    for (int i = 0; i < epochs(); i++) {
      count += isBreach(i) ? 1 : 0;
    }
    return count;
  }

  /** The share of epochs without a breach. */
  double coverage() {
    return 1 - (double) breaches() / epochs();
  }

  /** Kupiec's likelihood ratio of the share of breaches against 1 % (J. of Derivatives 3, 1995). */
  double kupiec() {
    double share = (double) breaches() / epochs();
    return 2 * (logLikelihood(share) - logLikelihood(MISS));
  }

  private double logLikelihood(double share) {
    int breaches = breaches();
    int kept = epochs() - breaches;
    return (breaches == 0 ? 0 : breaches * Math.log(share))
        + (kept == 0 ? 0 : kept * Math.log(1 - share));
  }

  double meanMargin() {
    return margins.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }

  /** The largest margin over what it was so many epochs before. */
  double maxRise(int epochs) {
    double most = 0;
    for (int i = epochs; i < epochs(); i++) {
      most = Math.max(most, margins.get(i) / margins.get(i - epochs));
    }
    return most;
  }

  double peakOverTrough() {
    return margins.stream().mapToDouble(Double::doubleValue).max().orElse(0)
        / margins.stream().mapToDouble(Double::doubleValue).min().orElse(1);
  }
}
