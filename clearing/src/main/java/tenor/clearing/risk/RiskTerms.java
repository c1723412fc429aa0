package tenor.clearing.risk;

import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.RuleFailure;

/**
 * What the risk of an underlying depends on besides its instruments.
 *
 * @param index price, above 0, 10⁻⁸
 * @param rate r a year, 10⁻⁹
 * @param yield q a year, 10⁻⁹
 * @param priceScanRange psr, a fraction above 0, 10⁻⁹
 * @param volScanRange vsr, relative, 10⁻⁹
 * @param volTermShort p of m(T) up to 30 days, 10⁻⁹
 * @param volTermLong p of m(T) beyond, 10⁻⁹
 * @param volFloor the least volatility of a scenario, 10⁻⁹
 * @param extreme the move of the last two scenarios in price scan ranges, 10⁻⁹
 * @param cover the weight of the last two scenarios, at most 1, 10⁻⁹
 * @param lookAheadMillis how much nearer to expiry options are revalued
 * @param dayMillis a day of the chain; a year is 365
 * @param calendarCharge fraction of the index per matched unit, 10⁻⁹
 * @param vegaCharge fraction of matched vega, in volatility, 10⁻⁹
 * @param shortOptionMinimum per vanilla option written, 10⁻⁶ of the settlement asset
 * @param dailyCapacity units of the underlying that can be traded out of in a day, 10⁻⁶; 0 sets no
 *     concentration charge, and opening is refused elsewhere
 * @param mporDays margin period of risk in days, above 0, 10⁻⁹
 */
public record RiskTerms(
    long index,
    long rate,
    long yield,
    long priceScanRange,
    long volScanRange,
    long volTermShort,
    long volTermLong,
    long volFloor,
    long extreme,
    long cover,
    long lookAheadMillis,
    long dayMillis,
    long calendarCharge,
    long vegaCharge,
    long shortOptionMinimum,
    long dailyCapacity,
    long mporDays) {
  private static final long YEAR_DAYS = 365;

  /** Refuses what no rule could use. */
  public RiskTerms {
    if (index <= 0 || priceScanRange <= 0 || mporDays <= 0 || dayMillis <= 0) {
      throw new RuleFailure("index, scan range, period of risk and day must be above 0");
    }
    if (cover < 0 || cover > Fixed.FRACTION_ONE || lookAheadMillis < 0 || volScanRange < 0) {
      throw new RuleFailure("cover from 0 to 1, look-ahead and vol scan range not below 0");
    }
  }

  /** The same without a capacity: nothing is charged for concentration. */
  public RiskTerms uncharged() {
    return new RiskTerms(
        index,
        rate,
        yield,
        priceScanRange,
        volScanRange,
        volTermShort,
        volTermLong,
        volFloor,
        extreme,
        cover,
        lookAheadMillis,
        dayMillis,
        calendarCharge,
        vegaCharge,
        shortOptionMinimum,
        0,
        mporDays);
  }

  /** A year of the chain. */
  long yearMillis() {
    return Fixed.times(dayMillis, YEAR_DAYS);
  }
}
