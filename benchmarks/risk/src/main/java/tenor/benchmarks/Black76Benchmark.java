package tenor.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tenor.clearing.fixed.Black76;
import tenor.clearing.fixed.ImpliedVolatility;

/** One option with all five outputs, per core. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Options.COUNT)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class Black76Benchmark {
  private final Options options = new Options();
  private final Black76 exact = Black76.exact();
  private final Black76 fast = Black76.fast();
  private final ImpliedVolatility implied = new ImpliedVolatility();
  private final DoubleBlack76 floating = new DoubleBlack76();
  private final long[] prices = new long[Options.COUNT];

  /** Prices to imply volatilities from. */
  public Black76Benchmark() {
    for (int i = 0; i < Options.COUNT; i++) {
      value(exact, i);
      prices[i] = exact.forwardPrice();
    }
  }

  private long value(Black76 model, int i) {
    Options o = options;
    model.expiry(o.time[i], Options.YEAR);
    model.value(o.call[i], o.forward[i], o.strike[i], o.vol[i], o.discount[i], o.places[i]);
    return model.price() + model.delta() + model.gamma() + model.vega() + model.theta();
  }

  /** The kernel, every price exact in its last digit. */
  @Benchmark
  public long exact() {
    long sum = 0;
    for (int i = 0; i < Options.COUNT; i++) {
      sum += value(exact, i);
    }
    return sum;
  }

  /** The kernel as risk arrays use it. */
  @Benchmark
  public long fast() {
    long sum = 0;
    for (int i = 0; i < Options.COUNT; i++) {
      sum += value(fast, i);
    }
    return sum;
  }

  /** Plain floating point. */
  @Benchmark
  public double floating() {
    Options o = options;
    double sum = 0;
    for (int i = 0; i < Options.COUNT; i++) {
      floating.value(o.call[i], o.forwards[i], o.strikes[i], o.vols[i], o.years[i], o.discounts[i]);
      sum += floating.price + floating.delta + floating.gamma + floating.vega + floating.theta;
    }
    return sum;
  }

  /** Volatility from price, exact. */
  @Benchmark
  public long implied() {
    Options o = options;
    long sum = 0;
    for (int i = 0; i < Options.COUNT; i++) {
      implied.expiry(o.time[i], Options.YEAR);
      sum += implied.of(o.call[i], o.forward[i], o.strike[i], prices[i], o.places[i]);
    }
    return sum;
  }
}
