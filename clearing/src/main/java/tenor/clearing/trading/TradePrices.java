package tenor.clearing.trading;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
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
    return average(state, instrument, block, TradeSample::getPrice);
  }

  @Override
  public OptionalLong tradePremium(Reader state, int instrument, Block block) {
    return average(state, instrument, block, TradeSample::getPremium);
  }

  private static OptionalLong average(
      Reader state, int instrument, Block block, ToLongFunction<TradeSample> of) {
    TradeStats stats = TradingKeys.STATS.find(state, instrument);
    if (stats == null) {
      return OptionalLong.empty();
    }
    long gap = Fixed.minus(block.timeMillis(), block.previousTimeMillis());
    long from = Fixed.minus(block.timeMillis(), Math.max(windowMillis(state), gap));
    return stats.getLastTimeMillis() < from
        ? OptionalLong.empty()
        : OptionalLong.of(average(stats.getSamplesList(), from, block.timeMillis(), of));
  }

  /** The average from {@code from}, where what stood then is carried in, to {@code to}. */
  private static long average(
      List<TradeSample> samples, long from, long to, ToLongFunction<TradeSample> of) {
    BigInteger weighted = BigInteger.ZERO;
    long covered = 0;
    for (int i = 0; i < samples.size(); i++) {
      boolean last = i == samples.size() - 1;
      long start = Math.max(from, samples.get(i).getTimeMillis());
      long end = last ? to : Math.max(from, samples.get(i + 1).getTimeMillis());
      long stood = Fixed.minus(end, start);
      covered = Fixed.plus(covered, stood);
      BigInteger value = BigInteger.valueOf(of.applyAsLong(samples.get(i)));
      weighted = weighted.add(value.multiply(BigInteger.valueOf(stood)));
    }
    return covered == 0
        ? of.applyAsLong(samples.getLast())
        : Fixed.toLong(Fixed.quotient(weighted, BigInteger.valueOf(covered), Rounding.HALF_EVEN));
  }

  /** The statistics after one more trade, {@code traded} being its price, premium and time. */
  static TradeStats record(
      TradeStats before, TradeSample traded, long contracts, long windowMillis) {
    return recordLeg(before, contracts).toBuilder()
        .setLastPrice(traded.getPrice())
        .setLastTimeMillis(traded.getTimeMillis())
        .clearSamples()
        .addAllSamples(samples(before.getSamplesList(), traded, windowMillis))
        .build();
  }

  /**
   * The statistics after contracts that traded as a leg of a package: they count, but at the mark
   * or what a mark left, which is nobody's view of the price and must not move the mark (TRD-23).
   */
  static TradeStats recordLeg(TradeStats before, long contracts) {
    return before.toBuilder()
        .setTrades(Fixed.plus(before.getTrades(), 1))
        .setVolume(Fixed.plus(before.getVolume(), contracts))
        .build();
  }

  private static List<TradeSample> samples(
      List<TradeSample> before, TradeSample traded, long windowMillis) {
    long from = Fixed.minus(traded.getTimeMillis(), windowMillis);
    long step = Fixed.divide(windowMillis, STEPS, Rounding.UP);
    List<TradeSample> samples = new ArrayList<>(before);
    // The first sample is carried into the window; what ended before the window goes.
    while (samples.size() > 1 && samples.get(1).getTimeMillis() <= from) {
      samples.removeFirst();
    }
    boolean sameStep =
        !samples.isEmpty()
            && Fixed.minus(traded.getTimeMillis(), samples.getLast().getTimeMillis()) < step;
    long since = sameStep ? samples.removeLast().getTimeMillis() : traded.getTimeMillis();
    samples.add(traded.toBuilder().setTimeMillis(since).build());
    return samples;
  }

  /** Five minutes of the rules. */
  static long windowMillis(Reader state) {
    return ChainClock.minutes(state, WINDOW_MINUTES);
  }
}
