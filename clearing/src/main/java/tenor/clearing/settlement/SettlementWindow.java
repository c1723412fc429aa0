package tenor.clearing.settlement;

import java.math.BigInteger;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Rounding;
import tenor.clearing.kernel.Block;
import tenor.clearing.kernel.ChainClock;
import tenor.clearing.kernel.Reader;
import tenor.clearing.oracle.Indices;
import tenor.clearing.proto.SettlementAverage;

/**
 * The time-weighted average of the index before an expiry. It is taken at the beginning of each
 * block, when the index that stood since the block before is still there: so the price standing at
 * the window's start is carried in.
 *
 * @param startMillis when the window begins
 * @param endMillis when it ends: the expiry
 */
record SettlementWindow(long startMillis, long endMillis) {
  /** The window of an expiry as governed now. */
  static SettlementWindow of(Reader state, Expiration expiry) {
    long length =
        ChainClock.minutes(
            state, SettlementParams.SETTLEMENT_WINDOW.get(state, expiry.underlying()));
    return new SettlementWindow(Fixed.minus(expiry.expiryMillis(), length), expiry.expiryMillis());
  }

  /** Whether at least half of the window was covered by a fresh index. */
  boolean suffices(SettlementAverage average) {
    return Fixed.times(2, average.getCoveredMillis()) >= Fixed.minus(endMillis, startMillis);
  }

  /**
   * SET-05: the average after the time from the block before to {@code block}. What is after the
   * window counts only while less than half of it is covered.
   */
  SettlementAverage observe(Reader state, int underlying, SettlementAverage before, Block block) {
    long from = block.previousTimeMillis();
    long to = block.timeMillis();
    SettlementAverage within =
        plus(state, underlying, before, Math.max(from, startMillis), Math.min(to, endMillis));
    return suffices(within)
        ? within
        : plus(state, underlying, within, Math.max(from, endMillis), to);
  }

  /** The standing index, for as long between two times as it was fresh. */
  private static SettlementAverage plus(
      Reader state, int underlying, SettlementAverage before, long from, long to) {
    long freshUntil = Indices.freshUntilMillis(state, underlying).orElse(Long.MIN_VALUE);
    long end = Math.min(to, freshUntil);
    if (end <= from) {
      return before;
    }
    long stood = Fixed.minus(end, from);
    long index = Indices.price(state, underlying).orElse(0);
    BigInteger weighted =
        Fixed.wide(before.getWeightedHigh(), before.getWeightedLow())
            .add(BigInteger.valueOf(index).multiply(BigInteger.valueOf(stood)));
    return SettlementAverage.newBuilder()
        .setWeightedHigh(Fixed.high(weighted))
        .setWeightedLow(Fixed.low(weighted))
        .setCoveredMillis(Fixed.plus(before.getCoveredMillis(), stood))
        .build();
  }

  /** The price of an average that covers something, rounded half to even to 10⁻⁸. */
  static long price(SettlementAverage average) {
    return Fixed.toLong(
        Fixed.quotient(
            Fixed.wide(average.getWeightedHigh(), average.getWeightedLow()),
            BigInteger.valueOf(average.getCoveredMillis()),
            Rounding.HALF_EVEN));
  }
}
