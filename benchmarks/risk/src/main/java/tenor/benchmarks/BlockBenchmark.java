package tenor.benchmarks;

import java.util.concurrent.TimeUnit;
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
import tenor.clearing.kernel.BlockResult;

/**
 * A block by all the rules in which the price of every one of 1 000 options moved: index, marks,
 * arrays, variation margin, margin of every account, invariants; milliseconds on one core. The
 * state is a map in memory, and the block is not kept. Before the first one it is checked that a
 * block does all of this.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(2)
public class BlockBenchmark {
  /** How many accounts. */
  @Param({"1000", "10000"})
  public int accounts;

  /** How many options each trades. */
  @Param({"5"})
  public int held;

  private @org.jspecify.annotations.Nullable BlockMarket market;
  private int block;

  /** The block. */
  @Benchmark
  public BlockResult block() {
    if (market == null) {
      market = new BlockMarket(1_000, accounts, held);
    }
    block++;
    return market.next(2 + block % 2);
  }
}
