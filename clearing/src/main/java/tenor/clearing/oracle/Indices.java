package tenor.clearing.oracle;

import java.util.Optional;
import java.util.OptionalLong;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Rounding;
import tenor.clearing.fixed.RuleFailure;
import tenor.clearing.instruments.InstrumentsParams;
import tenor.clearing.instruments.Listings;
import tenor.clearing.kernel.Block;
import tenor.clearing.kernel.ChainClock;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Event;
import tenor.clearing.kernel.Reader;
import tenor.clearing.proto.Index;
import tenor.clearing.proto.Instrument;
import tenor.clearing.proto.InstrumentStatus;

/** The index of every underlying, from the reports of the block. */
public final class Indices {
  private Indices() {}

  /** The index, in units of 10⁻⁸; empty while there was none. It may be old. */
  public static OptionalLong price(Reader state, int underlying) {
    Index index = OracleKeys.INDICES.find(state, underlying);
    return index == null ? OptionalLong.empty() : OptionalLong.of(index.getPrice());
  }

  /** The whole record of an index, for those who need more than its price. */
  public static Optional<Index> find(Reader state, int underlying) {
    return Optional.ofNullable(OracleKeys.INDICES.find(state, underlying));
  }

  /** How far a price is above the index, as a fraction of the index and the shift, 10⁻⁹. */
  public static long premium(Reader state, int underlying, long price, long index) {
    return Fixed.mulDiv(
        Fixed.minus(price, index),
        Fixed.FRACTION_ONE,
        InstrumentsParams.shifted(state, underlying, index),
        Rounding.HALF_EVEN);
  }

  /** Whether there is an index that was observed within {@code maxPriceAge}. */
  public static boolean isFresh(Reader state, int underlying, long nowMillis) {
    Index index = OracleKeys.INDICES.find(state, underlying);
    return index != null && nowMillis <= freshUntil(state, underlying, index);
  }

  /** The last moment at which the standing index is fresh; empty while there is none. */
  public static OptionalLong freshUntilMillis(Reader state, int underlying) {
    Index index = OracleKeys.INDICES.find(state, underlying);
    return index == null
        ? OptionalLong.empty()
        : OptionalLong.of(freshUntil(state, underlying, index));
  }

  private static long freshUntil(Reader state, int underlying, Index index) {
    return Fixed.plus(index.getTimeMillis(), maxAgeMillis(state, underlying));
  }

  /** How old the index of an underlying may be, in milliseconds. */
  static long maxAgeMillis(Reader state, int underlying) {
    return ChainClock.minutes(state, OracleParams.MAX_PRICE_AGE.get(state, underlying));
  }

  /** The step of phase INDEX. ORA-13: a product whose rule fails keeps its index, which ages. */
  static void update(Context context) {
    for (int underlying : Listings.underlyings(context.state())) {
      RuleFailure failure = context.isolated(item -> update(item, underlying));
      if (failure != null) {
        context.emit(
            Event.of("indexFailed")
                .with("underlying", underlying)
                .with("reason", String.valueOf(failure.getMessage())));
      }
    }
  }

  private static void update(Context context, int underlying) {
    Reader state = context.state();
    Block block = context.block();
    int varianceOf = Listings.underlying(state, underlying).getVarianceOf();
    if (varianceOf != 0) {
      VarianceIndex.of(state, varianceOf, block.timeMillis())
          .ifPresent(index -> keep(context, underlying, bounded(state, underlying, index)));
      return;
    }
    if (block.totalPower() == 0) {
      return;
    }
    long oldest = ChainClock.minutes(state, OracleParams.MAX_REPORT_AGE.get(state, underlying));
    long maxPrice = Listings.underlying(state, underlying).getMaxPrice();
    long shift = InstrumentsParams.PRICE_SHIFT.get(state, underlying);
    // A price that models cannot take is news only where prices may be negative at all (ORA-30).
    long minPrice = shift == 0 ? 0 : Fixed.negate(maxPrice);
    Reports reports = Reports.of(block, underlying, minPrice, maxPrice, oldest);
    if (!reports.suffice(block.totalPower())) {
      return;
    }
    Index before = OracleKeys.INDICES.find(state, underlying);
    long reported = reports.price();
    if (Fixed.plus(reported, shift) <= 0) {
      freeze(context, underlying, reported);
      return;
    }
    long price = before == null ? reported : capped(context, underlying, before, reported);
    Index.Builder next =
        Index.newBuilder()
            .setPrice(price)
            .setTimeMillis(reports.timeMillis())
            .setPowerPpb(reports.share(block.totalPower()))
            .setSpread(reports.spread())
            .setCapped(price != reported);
    if (keep(context, underlying, next) && price != reported) {
      context.emit(
          Event.of("indexCapped")
              .with("underlying", underlying)
              .with("index", price)
              .with("reported", reported));
    }
  }

  /** ORA-30: what the models cannot price is frozen, and the index ages. */
  private static void freeze(Context context, int underlying, long reported) {
    for (int number : Listings.liveInstruments(context.state())) {
      Instrument instrument = Listings.instrument(context.state(), number);
      if (instrument.getUnderlying() == underlying
          && instrument.getStatus() != InstrumentStatus.INSTRUMENT_STATUS_FROZEN) {
        Listings.setStatus(context.state(), number, InstrumentStatus.INSTRUMENT_STATUS_FROZEN);
        context.emit(Event.of("priceFrozen").with("instrument", number).with("reported", reported));
      }
    }
  }

  /** ORA-04 holds of an index that is computed, too. */
  private static Index.Builder bounded(Reader state, int underlying, Index.Builder index) {
    long most = Listings.underlying(state, underlying).getMaxPrice();
    if (index.getPrice() <= 0 || index.getPrice() > most) {
      throw new RuleFailure("index " + index.getPrice() + " is outside of 1 to " + most);
    }
    return index;
  }

  /** Writes an index if it says anything new. */
  private static boolean keep(Context context, int underlying, Index.Builder next) {
    Index before = OracleKeys.INDICES.find(context.state(), underlying);
    if (before != null && same(before, next)) {
      return false;
    }
    Index index = next.setHeight(context.block().height()).build();
    OracleKeys.INDICES.put(context.state(), underlying, index);
    return true;
  }

  /** An index that says the same is not written again: its height stays that of its block. */
  private static boolean same(Index before, Index.Builder next) {
    return before.equals(next.setHeight(before.getHeight()).build());
  }

  /** ORA-07: the reported price, moved no further from the old one than a block may. */
  private static long capped(Context context, int underlying, Index before, long reported) {
    long limit = OracleParams.MAX_MOVE.get(context.state(), underlying);
    long base = InstrumentsParams.shifted(context.state(), underlying, before.getPrice());
    long move = MoveLimit.of(context.block(), context.state()).most(base, limit);
    return Fixed.clamp(
        reported, Fixed.minus(before.getPrice(), move), Fixed.plus(before.getPrice(), move));
  }
}
