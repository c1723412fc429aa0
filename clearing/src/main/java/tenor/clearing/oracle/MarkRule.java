package tenor.clearing.oracle;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.FixedMath;
import tenor.clearing.fixed.Rounding;
import tenor.clearing.fixed.RuleFailure;
import tenor.clearing.instruments.InstrumentsParams;
import tenor.clearing.instruments.Listings;
import tenor.clearing.instruments.Payoffs;
import tenor.clearing.kernel.Block;
import tenor.clearing.kernel.ChainClock;
import tenor.clearing.kernel.MarkInputs;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.ScanRanges;
import tenor.clearing.proto.Index;
import tenor.clearing.proto.Instrument;
import tenor.clearing.proto.InstrumentType;
import tenor.clearing.proto.Mark;

/** How a mark is computed. */
final class MarkRule {
  /** Beyond so many time constants e⁻ˣ leaves nothing of the old premium. */
  private static final long SMOOTHING_ENDS = 9;

  private final MarkInputs inputs;
  private final ScanRanges ranges;

  MarkRule(MarkInputs inputs, ScanRanges ranges) {
    this.inputs = inputs;
    this.ranges = ranges;
  }

  /**
   * The mark of an instrument, height not set; null while its underlying has no index.
   *
   * @throws RuleFailure if it cannot be computed or would be outside of the listed range
   */
  @Nullable Mark mark(Reader state, int number, Block block) {
    Instrument instrument = Listings.instrument(state, number);
    Index index = OracleKeys.INDICES.find(state, instrument.getUnderlying());
    if (index == null || Payoffs.isOptional(instrument)) {
      return null;
    }
    Mark.Builder mark = Mark.newBuilder().setTimeMillis(index.getTimeMillis());
    long raw;
    if (instrument.getType() == InstrumentType.INSTRUMENT_TYPE_PERPETUAL) {
      long premium = premium(state, number, instrument, index.getPrice(), block);
      mark.setPremium(premium);
      long base = InstrumentsParams.shifted(state, instrument.getUnderlying(), index.getPrice());
      raw = Fixed.plus(index.getPrice(), fractionOf(base, premium));
    } else {
      raw = future(state, number, instrument, index.getPrice(), block);
    }
    long price = Listings.toTick(raw, instrument);
    long most = Listings.underlying(state, instrument.getUnderlying()).getMaxPrice();
    long least = Payoffs.leastPrice(state, instrument);
    if (price <= least || price > most) {
      throw new RuleFailure("mark " + price + " is not above " + least + " and up to " + most);
    }
    return mark.setPrice(price).build();
  }

  /** ORA-09: median of carry, book and trades, within the band around carry. */
  private long future(Reader state, int number, Instrument instrument, long index, Block block) {
    long carry =
        Carry.price(
            state,
            instrument.getUnderlying(),
            index,
            instrument.getExpiryMillis(),
            block.timeMillis());
    long middle =
        median(
            carry,
            inputs.bookMid(state, number).orElse(carry),
            inputs.tradeAverage(state, number, block).orElse(carry));
    int underlying = instrument.getUnderlying();
    long base = InstrumentsParams.shifted(state, underlying, carry);
    long width = fractionOf(base, band(state, underlying));
    return Fixed.clamp(middle, Fixed.minus(carry, width), Fixed.plus(carry, width));
  }

  /** ORA-10: the premium, a moving average with weight {@code 1 − e^(−gap / smoothing)}. */
  private long premium(Reader state, int number, Instrument instrument, long index, Block block) {
    int underlying = instrument.getUnderlying();
    long sample = sample(state, number, underlying, index, block);
    Mark before = OracleKeys.MARKS.find(state, number);
    if (before == null) {
      return sample;
    }
    long gap = Fixed.minus(block.timeMillis(), block.previousTimeMillis());
    long smoothing =
        ChainClock.minutes(state, OracleParams.PREMIUM_SMOOTHING.get(state, underlying));
    if (gap >= Fixed.times(SMOOTHING_ENDS, smoothing)) {
      return sample;
    }
    long exponent = Fixed.mulDiv(FixedMath.ONE, Fixed.negate(gap), smoothing, Rounding.HALF_EVEN);
    long kept =
        FixedMath.timesExp(Fixed.minus(before.getPremium(), sample), exponent, Rounding.HALF_EVEN);
    return Fixed.plus(sample, kept);
  }

  /**
   * What the market pays over the index now, a fraction within the band. With a book it is the
   * median of nothing, mid and trades; without one the trades speak alone, since the median of two
   * nothings and one premium would be nothing for ever and funding would never be paid.
   */
  private long sample(Reader state, int number, int underlying, long index, Block block) {
    OptionalLong mid = inputs.bookMid(state, number);
    long traded = inputs.tradePremium(state, number, block).orElse(0);
    long premium =
        mid.isPresent()
            ? median(0, Indices.premium(state, underlying, mid.getAsLong(), index), traded)
            : traded;
    long band = band(state, underlying);
    return Fixed.clamp(premium, Fixed.negate(band), band);
  }

  /** ORA-11: never wider than a quarter of the price scan range, whatever was set. */
  private long band(Reader state, int underlying) {
    return Math.min(OracleParams.MARK_BAND.get(state, underlying), widestBand(state, underlying));
  }

  /** A quarter of the price scan range, a fraction. */
  long widestBand(Reader state, int underlying) {
    return Fixed.divide(ranges.priceScanRange(state, underlying), 4, Rounding.DOWN);
  }

  private static long fractionOf(long price, long fraction) {
    return Fixed.mulDiv(price, fraction, Fixed.FRACTION_ONE, Rounding.HALF_EVEN);
  }

  private static long median(long a, long b, long c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }
}
