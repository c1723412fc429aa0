package tenor.clearing.oracle;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.FixedMath;
import tenor.clearing.fixed.Rounding;
import tenor.clearing.fixed.RuleFailure;
import tenor.clearing.fixed.Smile;
import tenor.clearing.instruments.InstrumentsParams;
import tenor.clearing.instruments.Listings;
import tenor.clearing.instruments.Payoffs;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Reader;
import tenor.clearing.oracle.Board.Listed;
import tenor.clearing.proto.Instrument;
import tenor.clearing.proto.Mark;
import tenor.clearing.proto.OptionSide;
import tenor.clearing.risk.Payoff;

/** The marks of the options and payoffs of one underlying. */
final class OptionMarks {
  private final Reader state;
  private final int underlying;
  private final Board board;
  private final long nowMillis;
  private final VolSurface surface;
  private final long shift;
  private final SortedMap<Pricing, OptionValue> values = new TreeMap<>();

  private OptionMarks(Reader state, int underlying, Board board, long nowMillis) {
    this.state = state;
    this.underlying = underlying;
    this.board = board;
    this.nowMillis = nowMillis;
    this.surface = VolSurface.of(state, underlying);
    this.shift = InstrumentsParams.PRICE_SHIFT.get(state, underlying);
  }

  /** What options share that are valued alike. */
  private record Pricing(long expiryMillis, long forwardMillis, boolean upFront)
      implements Comparable<Pricing> {
    @Override
    public int compareTo(Pricing other) {
      int order = Long.compare(expiryMillis, other.expiryMillis);
      order = order != 0 ? order : Long.compare(forwardMillis, other.forwardMillis);
      return order != 0 ? order : Boolean.compare(upFront, other.upFront);
    }
  }

  /** The step of phase MARKS after surfaces. ORA-14 holds for each instrument by itself. */
  static void update(Context context, SortedMap<Integer, Board> boards) {
    for (int underlying : boards.keySet()) {
      Board board = boards.getOrDefault(underlying, Board.empty());
      if (!board.optionals().isEmpty()) {
        long now = context.block().timeMillis();
        new OptionMarks(context.state(), underlying, board, now).update(context);
      }
    }
  }

  private void update(Context context) {
    for (List<Listed> listed : board.optionals().values()) {
      for (Listed instrument : listed) {
        RuleFailure failure = context.isolated(item -> update(item, instrument));
        if (failure != null) {
          Marks.stale(context, instrument.number(), failure);
        }
      }
    }
  }

  private void update(Context context, Listed listed) {
    Instrument terms = listed.terms();
    long forwardExpiry = forwardExpiry(state, terms);
    Optional<Board.Forward> forward = board.forward(state, underlying, forwardExpiry, nowMillis);
    Optional<Long> found = forward.flatMap(known -> price(terms, forwardExpiry, known.price()));
    // ORA-27
    if (forward.isEmpty() || found.isEmpty()) {
      return;
    }
    long price = found.get();
    long most = Payoffs.greatestPrice(state, terms);
    if (price > most) {
      throw new RuleFailure("mark " + price + " is above " + most);
    }
    Mark mark =
        Mark.newBuilder()
            .setPrice(price)
            .setTimeMillis(forward.get().timeMillis())
            .setStale(forward.get().stale())
            .setSurfaceMillis(surface.timeMillis(terms.getExpiryMillis()).orElse(0))
            .build();
    Marks.keep(context, listed.number(), mark);
  }

  /** What it is worth; empty without a surface. At expiry that is what it pays. */
  private Optional<Long> price(Instrument terms, long forwardExpiry, long forward) {
    long expiry = terms.getExpiryMillis();
    if (nowMillis >= expiry) {
      return Optional.of(OptionValue.paid(payoff(terms), forward, terms.getTick()));
    }
    Optional<Smile> smile = surface.smile(expiry);
    if (smile.isEmpty()) {
      return Optional.empty();
    }
    Pricing pricing = new Pricing(expiry, forwardExpiry, Payoffs.isPaidUpFront(terms));
    OptionValue value = values.computeIfAbsent(pricing, key -> value(key, forward, smile.get()));
    return Optional.of(price(terms, value));
  }

  /** The expiry of what an option is on: the future that it delivers, else its own. */
  static long forwardExpiry(Reader state, Instrument terms) {
    int future = terms.getOption().getFuture();
    return future == 0
        ? terms.getExpiryMillis()
        : Listings.instrument(state, future).getExpiryMillis();
  }

  private OptionValue value(Pricing pricing, long forward, Smile smile) {
    long tenor = Carry.tenorMillis(state, underlying, pricing.expiryMillis(), nowMillis);
    long year = VolSurface.yearMillis(state);
    long discount = discount(state, underlying, tenor, pricing.upFront());
    return new OptionValue(Fixed.plus(forward, shift), smile, tenor, year, discount);
  }

  /** e^(−r T), 10⁻¹⁸; 1 for what is not paid for up front. */
  static long discount(Reader state, int underlying, long tenor, boolean upFront) {
    if (!upFront) {
      return FixedMath.ONE;
    }
    long year = VolSurface.yearMillis(state);
    long rate = Fixed.negate(OracleParams.RATE.get(state, underlying));
    long exponent =
        Fixed.mulDiv(Fixed.times(rate, Fixed.FRACTION_ONE), tenor, year, Rounding.HALF_EVEN);
    return Fixed.toLong(FixedMath.exp(exponent));
  }

  private long price(Instrument terms, OptionValue value) {
    return terms.hasOption()
        ? value.option(
            terms.getOption().getSide() == OptionSide.OPTION_SIDE_CALL,
            Fixed.plus(terms.getOption().getStrike(), shift),
            terms.getTick())
        : value.payoff(payoff(terms).shifted(shift), terms.getTick());
  }

  private static Payoff payoff(Instrument terms) {
    return terms.hasOption() ? Payoffs.of(terms.getOption()) : Payoffs.of(terms.getPayoff());
  }
}
