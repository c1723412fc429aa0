package tenor.clearing.risk;

import java.util.List;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.RuleFailure;

/** One contract of an underlying as risk sees it: plain facts at a block's time. */
public sealed interface Contract {
  /** The time to expiry of what has none. */
  long NEVER = Long.MAX_VALUE;

  /** Block time to expiry; {@link #NEVER} for a perpetual, which counts as the last expiry. */
  long timeMillis();

  /** Block time to the expiry of the forward whose price it moves with. */
  long forwardMillis();

  /** 10⁻⁶ units of the underlying per contract, above 0. */
  long multiplier();

  /** Where its payoff bends or jumps; nowhere if it is linear. */
  List<Payoff.Kink> kinks();

  /**
   * A dated future or a perpetual: worth its forward.
   *
   * @param mark 10⁻⁸; 0 if it has none, then it is carried from the index
   */
  record Linear(long timeMillis, long multiplier, long mark) implements Contract {
    /** Refuses what no rule could use. */
    public Linear {
      require(timeMillis, timeMillis, multiplier, mark);
    }

    @Override
    public long forwardMillis() {
      return timeMillis;
    }

    @Override
    public List<Payoff.Kink> kinks() {
      return List.of();
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
   * @param forwardMillis to the expiry of the future that it is on; its own if it is on the index
   */
  record Option(
      long timeMillis,
      long multiplier,
      boolean call,
      long strike,
      long vol,
      boolean premium,
      long forwardMillis)
      implements Contract {
    /** Refuses what no rule could use. */
    public Option {
      require(timeMillis, forwardMillis, multiplier, 0);
      if (strike <= 0 || vol < 0 || timeMillis == NEVER) {
        throw new RuleFailure("strike " + strike + ", volatility " + vol);
      }
    }

    /** An option on the index. */
    public Option(
        long timeMillis, long multiplier, boolean call, long strike, long vol, boolean premium) {
      this(timeMillis, multiplier, call, strike, vol, premium, timeMillis);
    }

    @Override
    public List<Payoff.Kink> kinks() {
      return List.of(new Payoff.Kink(strike, Fixed.FRACTION_ONE, 0));
    }

    /** What it is worth at expiry at this price, in the unit of both. */
    long payoff(long price, long strikePrice) {
      return Math.max(0, call ? Fixed.minus(price, strikePrice) : Fixed.minus(strikePrice, price));
    }
  }

  /**
   * A European payoff on the index.
   *
   * @param payoff what it pays, nowhere below 0
   * @param vols of the surface at each kink, 10⁻⁹
   * @param premium as of an option
   */
  record Structured(
      long timeMillis, long multiplier, Payoff payoff, List<Long> vols, boolean premium)
      implements Contract {
    /** Refuses what no rule could use; keeps its own copy. */
    public Structured {
      require(timeMillis, timeMillis, multiplier, 0);
      vols = List.copyOf(vols);
      if (vols.size() != payoff.kinks().size() || timeMillis == NEVER) {
        throw new RuleFailure(vols.size() + " volatilities of " + payoff.kinks().size());
      }
    }

    @Override
    public long forwardMillis() {
      return timeMillis;
    }

    @Override
    public List<Payoff.Kink> kinks() {
      return payoff.kinks();
    }
  }

  private static void require(long timeMillis, long forwardMillis, long multiplier, long mark) {
    if (timeMillis < 0 || forwardMillis < timeMillis || multiplier <= 0 || mark < 0) {
      throw new RuleFailure(
          "time "
              + timeMillis
              + " of "
              + forwardMillis
              + ", multiplier "
              + multiplier
              + ", mark "
              + mark);
    }
  }
}
