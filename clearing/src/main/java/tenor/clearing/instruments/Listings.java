package tenor.clearing.instruments;

import java.math.BigInteger;
import java.util.List;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Rounding;
import tenor.clearing.fixed.RuleFailure;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Writer;
import tenor.clearing.proto.Instrument;
import tenor.clearing.proto.InstrumentStatus;
import tenor.clearing.proto.MarginClass;
import tenor.clearing.proto.Underlying;

/** What is listed, for all components. */
public final class Listings {
  private Listings() {}

  /**
   * The terms and status of an instrument.
   *
   * @throws RuleFailure if there is none
   */
  public static Instrument instrument(Reader state, int instrument) {
    return InstrumentsKeys.INSTRUMENTS.require(state, instrument);
  }

  /**
   * An underlying.
   *
   * @throws RuleFailure if there is none
   */
  public static Underlying underlying(Reader state, int underlying) {
    return InstrumentsKeys.UNDERLYINGS.require(state, underlying);
  }

  /**
   * A margin class.
   *
   * @throws RuleFailure if there is none
   */
  public static MarginClass marginClass(Reader state, int marginClass) {
    return InstrumentsKeys.MARGIN_CLASSES.require(state, marginClass);
  }

  /** The margin class of an underlying. */
  public static int classOf(Reader state, int underlying) {
    return underlying(state, underlying).getMarginClass();
  }

  /**
   * The asset that an instrument settles in: that of its underlying's margin class; of a package
   * that of its legs.
   */
  public static int assetOf(Reader state, int instrument) {
    Instrument listed = instrument(state, instrument);
    if (Packages.isPackage(listed)) {
      return assetOf(state, listed.getPackage().getLegs(0).getInstrument());
    }
    int underlying = listed.getUnderlying();
    return marginClass(state, classOf(state, underlying)).getAsset();
  }

  /** The number of every asset, ascending. */
  public static List<Integer> assets(Reader state) {
    return InstrumentsKeys.ASSETS.rows(state);
  }

  /** The number of every underlying, ascending. */
  public static List<Integer> underlyings(Reader state) {
    return InstrumentsKeys.UNDERLYINGS.rows(state);
  }

  /** The number of every instrument that is not settled, ascending. */
  public static List<Integer> liveInstruments(Reader state) {
    return InstrumentsKeys.LIVE.rows(state);
  }

  /** Whether it is not settled: listed, paused or frozen. */
  public static boolean isLive(Instrument instrument) {
    return instrument.getStatus() != InstrumentStatus.INSTRUMENT_STATUS_SETTLED;
  }

  /**
   * What one contract is worth at a price, or at a difference of prices, that is a multiple of its
   * tick: exact amount units of the settlement asset.
   *
   * @throws RuleFailure if the price is off the tick by so much that units are not whole
   */
  public static long value(long price, Instrument instrument) {
    long down = Fixed.mulDiv(price, instrument.getMultiplier(), Fixed.PRICE_ONE, Rounding.DOWN);
    if (down != Fixed.mulDiv(price, instrument.getMultiplier(), Fixed.PRICE_ONE, Rounding.UP)) {
      throw new RuleFailure("price " + price + " of " + instrument.getSymbol() + " is off tick");
    }
    return down;
  }

  /** What one contract is worth at any price, rounded. */
  public static long value(long price, Instrument instrument, Rounding rounding) {
    return Fixed.mulDiv(price, instrument.getMultiplier(), Fixed.PRICE_ONE, rounding);
  }

  /** A price moved to the tick nearest to it, ties to the even multiple. */
  public static long toTick(long price, Instrument instrument) {
    long ticks = Fixed.divide(price, instrument.getTick(), Rounding.HALF_EVEN);
    return Fixed.times(ticks, instrument.getTick());
  }

  /** Lists, pauses or freezes an instrument. */
  public static void setStatus(Writer state, int instrument, InstrumentStatus status) {
    InstrumentsKeys.INSTRUMENTS.put(
        state, instrument, instrument(state, instrument).toBuilder().setStatus(status).build());
  }

  /** Ends an instrument's life at its settlement price, in units of 10⁻⁸. */
  public static void settle(Writer state, int instrument, long price) {
    InstrumentsKeys.LIVE.remove(state, instrument);
    InstrumentsKeys.INSTRUMENTS.put(
        state,
        instrument,
        instrument(state, instrument).toBuilder()
            .setStatus(InstrumentStatus.INSTRUMENT_STATUS_SETTLED)
            .setSettlementPrice(price)
            .build());
  }

  /**
   * Requires what position limits prove for those that trades bind: that nothing paid on so many
   * contracts can overflow.
   *
   * @throws RuleFailure if they could be worth 2⁶² units
   */
  public static void requireSafe(Reader state, int instrument, long contracts) {
    Instrument listed = instrument(state, instrument);
    BigInteger span = Payoffs.span(state, listed);
    if (exposure(Fixed.abs(contracts), span, listed.getMultiplier()).bitLength() > 62) {
      throw new RuleFailure(contracts + " contracts of " + listed.getSymbol());
    }
  }

  /** {@code contracts × price × multiplier} in amount units, of any size, rounded up. */
  static BigInteger exposure(long contracts, BigInteger price, long multiplier) {
    BigInteger product =
        BigInteger.valueOf(contracts).multiply(price).multiply(BigInteger.valueOf(multiplier));
    return Fixed.quotient(product, BigInteger.valueOf(Fixed.PRICE_ONE), Rounding.UP);
  }
}
