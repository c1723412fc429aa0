package tenor.clearing.margin;

import tenor.clearing.kernel.Reader;
import tenor.clearing.oracle.OracleKeys;

/**
 * What the margin of an underlying depends on besides positions and arrays.
 *
 * @param underlying its number
 * @param index price, 10⁻⁸
 * @param priceScanRange fraction, 10⁻⁹
 * @param calendarCharge fraction of the index per matched unit, 10⁻⁹
 * @param dailyCapacity units of the underlying, 10⁻⁶; 0 sets no concentration charge
 * @param mporDays margin period of risk in days, 10⁻⁹
 */
record UnderlyingTerms(
    int underlying,
    long index,
    long priceScanRange,
    long calendarCharge,
    long dailyCapacity,
    long mporDays) {

  /** As they stand in the state; a {@code RuleFailure} if the underlying never had an index. */
  static UnderlyingTerms of(Reader state, int underlying) {
    return new UnderlyingTerms(
        underlying,
        OracleKeys.INDICES.require(state, underlying).getPrice(),
        InForce.priceScanRange(state, underlying),
        MarginParams.CALENDAR_CHARGE.get(state, underlying),
        MarginParams.DAILY_CAPACITY.get(state, underlying),
        MarginParams.MPOR_DAYS.get(state, underlying));
  }
}
