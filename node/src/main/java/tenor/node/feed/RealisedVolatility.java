package tenor.node.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Volatility as prices realised it: an exponentially weighted moving average of squared log returns
 * (RiskMetrics Technical Document, 1996, weight of the past 0.94), begun with the mean of the first
 * twenty. A day without a price, or with one not above 0, has no return; the next one spans it.
 */
final class RealisedVolatility {
  /** Of a day, while there are too few returns: 20 % a year of 365 days. */
  static final double WITHOUT_HISTORY = 0.20 / Math.sqrt(365);

  private static final double PAST = 0.94;
  private static final int LEAST_RETURNS = 20;

  private RealisedVolatility() {}

  /** The volatility of a day, as it was known at each close; one per row. */
  static List<Double> daily(List<OptionalLong> closes) {
    List<Double> volatilities = new ArrayList<>();
    double variance = 0;
    int returns = 0;
    double last = 0;
    for (OptionalLong close : closes) {
      double price = close.orElse(0);
      if (price > 0 && last > 0) {
        double square = Math.pow(Math.log(price / last), 2);
        returns++;
        variance =
            returns <= LEAST_RETURNS
                ? variance + (square - variance) / returns
                : PAST * variance + (1 - PAST) * square;
      }
      last = price > 0 ? price : last;
      volatilities.add(returns < LEAST_RETURNS ? WITHOUT_HISTORY : Math.sqrt(variance));
    }
    return volatilities;
  }
}
