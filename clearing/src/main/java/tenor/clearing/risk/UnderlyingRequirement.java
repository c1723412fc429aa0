package tenor.clearing.risk;

import java.math.BigInteger;
import java.util.List;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.LossSum;
import tenor.clearing.fixed.Rounding;

/**
 * What an account's positions in one underlying require; amounts in 10⁻⁶ of the settlement asset.
 *
 * @param losses L[k], one per common scenario and pin, loss positive
 * @param common the loss under the worst common scenario, at least 0
 * @param scan the loss under the worst of all, at least 0
 * @param worst place of that scenario from 1, the lowest of equals, common ones first, then pins; 0
 *     if no scenario loses
 * @param calendar charge for expiries that offset each other
 * @param units n, the units to trade out of, 10⁻¹⁸
 * @param concentration charge for the time it takes to trade out
 * @param shortOptionMinimum the least for options written
 * @param total scan + calendar + concentration, at least the short option minimum
 */
public record UnderlyingRequirement(
    LossSum losses,
    long common,
    long scan,
    int worst,
    long calendar,
    BigInteger units,
    long concentration,
    long shortOptionMinimum,
    long total) {
  /** matched delta (10⁻⁹) × charge (10⁻⁹) × index (10⁻⁸) over this is an amount (10⁻⁶). */
  private static final BigInteger DELTA_SCALE = BigInteger.TEN.pow(20);

  /** matched vega (10⁻⁹) × charge (10⁻⁹) over this is an amount (10⁻⁶). */
  private static final BigInteger VEGA_SCALE = BigInteger.TEN.pow(12);

  /**
   * What these holdings, all of one underlying, require (RSK-07).
   *
   * @param elsewhere the units of the other accounts of the entity group, 10⁻¹⁸
   */
  public static UnderlyingRequirement of(
      UnderlyingArrays arrays, List<Holding> holdings, BigInteger elsewhere) {
    RiskTerms terms = arrays.terms();
    LossSum losses = losses(arrays, holdings);
    int scenarios = Scenario.COMMON + arrays.pins().size();
    int worstCommon = losses.worst(0, Scenario.COMMON);
    int worstPin = losses.worst(Scenario.COMMON, scenarios);
    long common = worstCommon < 0 ? 0 : losses.get(worstCommon);
    long pinned = worstPin < 0 ? 0 : losses.get(worstPin);
    long scan = Math.max(common, pinned);
    int worst = pinned > common ? worstPin : worstCommon;
    List<BigInteger> deltas = List.copyOf(Spreads.byExpiry(holdings, ContractRisk::delta).values());
    long calendar = calendar(deltas, holdings, terms);
    BigInteger units = Liquidity.units(Spreads.gross(deltas), scan, terms);
    long base = Fixed.plus(scan, calendar);
    long concentration = Liquidity.charge(base, units.add(elsewhere), terms);
    long least = shortOptionMinimum(holdings, terms);
    return new UnderlyingRequirement(
        losses,
        common,
        scan,
        worst + 1,
        calendar,
        units,
        concentration,
        least,
        Math.max(Fixed.plus(base, concentration), least));
  }

  private static LossSum losses(UnderlyingArrays arrays, List<Holding> holdings) {
    int scenarios = Scenario.COMMON + arrays.pins().size();
    LossSum losses = new LossSum(scenarios);
    losses.clear(scenarios);
    for (Holding holding : holdings) {
      losses.add(holding.contract().losses(), holding.contracts());
    }
    return losses;
  }

  /** Matched |delta| × calendarCharge × index + matched |vega| × vegaCharge, rounded up. */
  private static long calendar(List<BigInteger> deltas, List<Holding> holdings, RiskTerms terms) {
    BigInteger delta =
        Spreads.matched(deltas)
            .multiply(BigInteger.valueOf(terms.calendarCharge()))
            .multiply(BigInteger.valueOf(terms.index()));
    BigInteger vega =
        Spreads.matched(Spreads.byExpiry(holdings, ContractRisk::vega).values())
            .multiply(BigInteger.valueOf(terms.vegaCharge()))
            .multiply(DELTA_SCALE.divide(VEGA_SCALE));
    return Fixed.toLong(Fixed.quotient(delta.add(vega), DELTA_SCALE, Rounding.UP));
  }

  /** Short vanilla parts × the minimum of one. */
  private static long shortOptionMinimum(List<Holding> holdings, RiskTerms terms) {
    long parts = 0;
    for (Holding holding : holdings) {
      if (holding.contracts() < 0) {
        parts =
            Fixed.plus(
                parts, Fixed.times(Fixed.abs(holding.contracts()), holding.contract().vanillas()));
      }
    }
    return Fixed.times(parts, terms.shortOptionMinimum());
  }
}
