package tenor.node.risk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.risk.AdaptiveTerms;
import tenor.clearing.risk.BreachCount;
import tenor.clearing.risk.TrafficLight;
import tenor.clearing.risk.Volatility;

/**
 * Three margins of an epoch from the returns before it: that of consensus, and two that it is
 * compared with. The others have no floor, no stress and no slow decay.
 */
final class BacktestModels {
  private static final long CONFIDENCE = 990_000_000;
  private static final double ONE = Fixed.FRACTION_ONE;
  private static final double LAMBDA = 0.97;

  /** A normal variable is within this many deviations with 99 %. */
  private static final double NORMAL = 2.5758293035489004;

  /** Past epochs whose standardised returns filtered simulation looks at. */
  private static final int HISTORY = 500;

  /** Fewer than these tell no 99 % quantile; the normal one is used. */
  private static final int LEAST_HISTORY = 100;

  private final long[] returns;

  /** Of log returns, 10⁻⁹; more than {@link Volatility#WINDOW}. */
  BacktestModels(long[] returns) {
    this.returns = returns.clone();
  }

  private List<Double> followed() {
    return Arrays.stream(returns).skip(Volatility.WINDOW).mapToObj(r -> r / ONE).toList();
  }

  /** The margin of consensus, in its integers. */
  Backtest tenor(long stressStart) {
    AdaptiveTerms terms = AdaptiveTerms.STANDARD;
    TrafficLight light = TrafficLight.of(CONFIDENCE);
    List<Long> first = Arrays.stream(returns).limit(Volatility.WINDOW).boxed().toList();
    Volatility volatility = Volatility.of(first, stressStart, terms);
    BreachCount breaches = BreachCount.NONE;
    List<Double> margins = new ArrayList<>();
    for (int t = Volatility.WINDOW; t < returns.length; t++) {
      long margin = volatility.scanRange(terms, light.factor(breaches.count()));
      margins.add(margin / ONE);
      breaches = breaches.with(Math.abs(returns[t]) > margin);
      volatility = volatility.next(returns[t], terms);
    }
    return new Backtest(margins, followed());
  }

  /** The normal quantile × √ of the weighted mean square. */
  Backtest ewma() {
    return new Backtest(
        Arrays.stream(deviations()).mapToObj(deviation -> NORMAL * deviation).toList(), followed());
  }

  /** The 99 % quantile of past |return| ÷ deviation × the deviation now. */
  Backtest filtered() {
    double[] deviations = deviations();
    double[] standardised = new double[deviations.length];
    List<Double> margins = new ArrayList<>();
    for (int i = 0; i < deviations.length; i++) {
      int known = Math.min(i, HISTORY);
      double quantile =
          known < LEAST_HISTORY ? NORMAL : quantile(Arrays.copyOfRange(standardised, i - known, i));
      margins.add(quantile * deviations[i]);
      double size = Math.abs(returns[i + Volatility.WINDOW] / ONE);
      standardised[i] = deviations[i] == 0 ? 0 : size / deviations[i];
    }
    return new Backtest(margins, followed());
  }

  private static double quantile(double[] values) {
    Arrays.sort(values);
    return values[(int) Math.ceil(0.99 * values.length) - 1];
  }

  /** √v before each epoch after the first ones. */
  private double[] deviations() {
    double variance = 0;
    for (int t = 0; t < Volatility.WINDOW; t++) {
      variance += returns[t] / ONE * (returns[t] / ONE) / Volatility.WINDOW;
    }
    double[] deviations = new double[returns.length - Volatility.WINDOW];
    for (int i = 0; i < deviations.length; i++) {
      deviations[i] = Math.sqrt(variance);
      double next = returns[i + Volatility.WINDOW] / ONE;
      variance = LAMBDA * variance + (1 - LAMBDA) * next * next;
    }
    return deviations;
  }
}
