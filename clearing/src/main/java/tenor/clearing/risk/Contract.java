package tenor.clearing.risk;

import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.RuleFailure;

/** One contract of an underlying as risk sees it: plain facts at a block's time. */
public sealed interface Contract {
  /** The time to expiry of what has none. */
  long NEVER = Long.MAX_VALUE;

  /** Block time to expiry; {@link #NEVER} for a perpetual, which counts as the last expiry. */
  long timeMillis();

  /** 10⁻⁶ units of the underlying per contract, above 0. */
  long multiplier();

  /**
   * A dated future or a perpetual: worth its forward.
   *
   * @param mark 10⁻⁸; 0 if it has none, then it is carried from the index
   */
  record Linear(long timeMillis, long multiplier, long mark) implements Contract {
    /** Refuses what no rule could use. */
    public Linear {
      require(timeMillis, multiplier, mark);
    }
  }

  /**
   * A European option.
   *
   * @param call or put
   * @param strike above 0, 10⁻⁸
   * @param vol of the surface at its strike and expiry, 10⁻⁹
   * @param premium whether its value is paid up front; otherwise it is futures-style: not
   *     discounted, and no part of net option value
   */
  record Option(
      long timeMillis, long multiplier, boolean call, long strike, long vol, boolean premium)
      implements Contract {
    /** Refuses what no rule could use. */
    public Option {
      require(timeMillis, multiplier, 0);
      if (strike <= 0 || vol < 0 || timeMillis == NEVER) {
        throw new RuleFailure("strike " + strike + ", volatility " + vol);
      }
    }

    /** What it is worth at expiry at this price, in the unit of both. */
    long payoff(long price, long strikePrice) {
      return Math.max(0, call ? Fixed.minus(price, strikePrice) : Fixed.minus(strikePrice, price));
    }
  }

  private static void require(long timeMillis, long multiplier, long mark) {
    if (timeMillis < 0 || multiplier <= 0 || mark < 0) {
      throw new RuleFailure("time " + timeMillis + ", multiplier " + multiplier + ", mark " + mark);
    }
  }
}
