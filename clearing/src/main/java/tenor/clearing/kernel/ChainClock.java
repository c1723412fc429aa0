package tenor.clearing.kernel;

import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Rounding;
import tenor.clearing.proto.Clock;

/**
 * What the chain knows of time besides the block at hand: the clock of the last block, and how long
 * a day of the rules is. Every length in the rules is a fraction of that day, so that a replay can
 * shorten them all together.
 */
public final class ChainClock {
  /** The last block's clock; written by governance at the end of every block, read by all. */
  public static final Table<Table.Singleton, Clock> CLOCK =
      Table.single("clock", Prefix.GOVERNANCE, 4, Clock.getDefaultInstance());

  private static final long MINUTES_A_DAY = 1440;

  private ChainClock() {}

  /** The length of a day of the rules, in milliseconds of block time. */
  public static long dayMillis(Reader state) {
    return CLOCK.require(state, Table.Singleton.ROW).getDayMillis();
  }

  /** The length of {@code n} minutes of the rules: n × day / 1440, rounded up to a millisecond. */
  public static long minutes(Reader state, long n) {
    return Fixed.mulDiv(n, dayMillis(state), MINUTES_A_DAY, Rounding.UP);
  }

  /** The clock of the last block. */
  public static Clock last(Reader state) {
    return CLOCK.require(state, Table.Singleton.ROW);
  }
}
