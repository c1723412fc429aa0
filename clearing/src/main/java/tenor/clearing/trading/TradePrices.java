package tenor.clearing.trading;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Rounding;
import tenor.clearing.kernel.Block;
import tenor.clearing.kernel.ChainClock;
import tenor.clearing.kernel.MarkInputs;
import tenor.clearing.kernel.Reader;
import tenor.clearing.proto.TradeSample;
import tenor.clearing.proto.TradeStats;

/**
 * What was traded at, for marks (TRD-15). The window is five minutes, or the gap to the block
 * before if that is longer. Prices are kept at most once in a sixtieth of five minutes: of several
 * trades within it the last stands for all of it, which bounds the row.
 */
public final class TradePrices implements MarkInputs {
  private static final long WINDOW_MINUTES = 5;
  private static final long STEPS = 60;

  /** Trades are registered bilaterally: there is no book yet to take a mid from. */
  @Override
  public OptionalLong bookMid(Reader state, int instrument) {
    return OptionalLong.empty();
  }

  @Override
  public OptionalLong tradeAverage(Reader state, int instrument, Block block) {
    TradeStats stats = TradingKeys.STATS.find(state, instrument);
    if (stats == null) {
      return OptionalLong.empty();
    }
    long gap = Fixed.minus(block.timeMillis(), block.previousTimeMillis());
    long from = Fixed.minus(block.timeMillis(), Math.max(windowMillis(state), gap));
    return stats.getLastTimeMillis() < from
        ? OptionalLong.empty()
        : OptionalLong.of(average(stats, from, block.timeMillis()));
  }

  /** The average from {@code from}, where the price standing then is carried in, to {@code to}. */
  private static long average(TradeStats stats, long from, long to) {
    BigInteger weighted = BigInteger.ZERO;
    long covered = 0;
    for (int i = 0; i < stats.getSamplesCount(); i++) {
      boolean last = i == stats.getSamplesCount() - 1;
      long start = Math.max(from, stats.getSamples(i).getTimeMillis());
      long end = last ? to : Math.max(from, stats.getSamples(i + 1).getTimeMillis());
      long stood = Fixed.minus(end, start);
      covered = Fixed.plus(covered, stood);
      weighted =
          weighted.add(
              BigInteger.valueOf(stats.getSamples(i).getPrice())
                  .multiply(BigInteger.valueOf(stood)));
    }
    return covered == 0
        ? stats.getLastPrice()
        : Fixed.toLong(Fixed.quotient(weighted, BigInteger.valueOf(covered), Rounding.HALF_EVEN));
  }

  /** The statistics after one more trade. */
  static TradeStats record(
      TradeStats before, long price, long contracts, long timeMillis, long windowMillis) {
    return before.toBuilder()
        .setTrades(Fixed.plus(before.getTrades(), 1))
        .setVolume(Fixed.plus(before.getVolume(), contracts))
        .setLastPrice(price)
        .setLastTimeMillis(timeMillis)
        .clearSamples()
        .addAllSamples(samples(before.getSamplesList(), price, timeMillis, windowMillis))
        .build();
  }

  private static List<TradeSample> samples(
      List<TradeSample> before, long price, long timeMillis, long windowMillis) {
    long from = Fixed.minus(timeMillis, windowMillis);
    long step = Fixed.divide(windowMillis, STEPS, Rounding.UP);
    List<TradeSample> samples = new ArrayList<>(before);
    // The first sample is carried into the window; what ended before the window goes.
    while (samples.size() > 1 && samples.get(1).getTimeMillis() <= from) {
      samples.removeFirst();
    }
    TradeSample.Builder sample = TradeSample.newBuilder().setPrice(price);
    if (!samples.isEmpty() && Fixed.minus(timeMillis, samples.getLast().getTimeMillis()) < step) {
      sample.setTimeMillis(samples.removeLast().getTimeMillis());
    } else {
      sample.setTimeMillis(timeMillis);
    }
    samples.add(sample.build());
    return samples;
  }

  /** Five minutes of the rules. */
  static long windowMillis(Reader state) {
    return ChainClock.minutes(state, WINDOW_MINUTES);
  }
}
