package tenor.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tenor.clearing.fixed.Black76;
import tenor.clearing.fixed.LossSum;
import tenor.clearing.fixed.Losses;
import tenor.clearing.fixed.ValueScale;

/**
 * Margin of portfolios of 20 positions from ready arrays of 64 scenarios, and before it the
 * revaluation of 2 000 instruments; milliseconds on one core.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class MarginBenchmark {
  private static final int INSTRUMENTS = 2_000;
  private static final int SCENARIOS = 64;
  private static final int POSITIONS = 20;

  /** Positions there are, a multiple of a portfolio's; more portfolios begin at the first again. */
  private static final int HELD = 2_000_000;

  /** How many portfolios. */
  @Param({"1000", "100000", "1000000"})
  public int portfolios;

  private final Options options = new Options();
  private final Black76 model = Black76.fast();
  private final LossSum sum = new LossSum(SCENARIOS);
  private final List<Losses> arrays =
      IntStream.range(0, INSTRUMENTS).mapToObj(this::revalued).toList();

  private final int[] instruments = new int[HELD];
  private final long[] contracts = new long[HELD];

  /** Positions at random, those of a portfolio and of the next one side by side. */
  public MarginBenchmark() {
    Random random = new Random(20);
    Arrays.setAll(instruments, _ -> random.nextInt(INSTRUMENTS));
    Arrays.setAll(contracts, _ -> random.nextInt(-50, 51));
  }

  /** The array of an instrument over 64 moves of price and volatility. */
  private Losses revalued(int i) {
    Options o = options;
    ValueScale scale =
        ValueScale.of(1_000_000, 20, (4 * Math.max(o.forward[i], o.strike[i])) << 20);
    model.expiry(o.time[i], Options.YEAR);
    model.value(o.call[i], o.forward[i] << 20, o.strike[i] << 20, o.vol[i], o.discount[i], 0);
    long now = scale.fine(model.price());
    long[] losses = new long[SCENARIOS];
    for (int k = 0; k < SCENARIOS; k++) {
      long forward = ((o.forward[i] << 10) / 32 * (32 + k / 4 - 8)) << 10;
      long vol = o.vol[i] / 16 * (16 + k % 4 * 4 - 6);
      model.value(o.call[i], forward, o.strike[i] << 20, vol, o.discount[i], 0);
      losses[k] = scale.loss(now, scale.fine(model.price()), ValueScale.WEIGHT_ONE);
    }
    return Losses.of(Arrays.stream(losses).boxed().toList());
  }

  private long margin(List<Losses> with) {
    long total = 0;
    int at = 0;
    for (int p = 0; p < portfolios; p++) {
      sum.clear(SCENARIOS);
      for (int i = at; i < at + POSITIONS; i++) {
        sum.add(with.get(instruments[i]), contracts[i]);
      }
      at = at + POSITIONS == HELD ? 0 : at + POSITIONS;
      int worst = sum.worst(0, SCENARIOS);
      total += worst < 0 ? 0 : sum.get(worst);
    }
    return total;
  }

  /** From ready arrays. */
  @Benchmark
  public long ready() {
    return margin(arrays);
  }

  /** Every array anew, then all portfolios. */
  @Benchmark
  public long cycle() {
    return margin(IntStream.range(0, INSTRUMENTS).mapToObj(this::revalued).toList());
  }
}
