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
 * @param grossDelta Σ over expiries of |Σ q × delta|, 10⁻⁹ units of the underlying
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
    BigInteger grossDelta,
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
    return of(arrays.terms(), Scenario.COMMON + arrays.pins().size(), holdings, elsewhere);
  }

  /**
   * What these holdings, all of one underlying, require (RSK-07).
   *
   * @param scenarios how many the risk arrays have: the common ones, then pins
   * @param elsewhere the units of the other accounts of the entity group, 10⁻¹⁸
   */
  public static UnderlyingRequirement of(
      RiskTerms terms, int scenarios, List<Holding> holdings, BigInteger elsewhere) {
    LossSum losses = losses(scenarios, holdings);
    int worstCommon = losses.worst(0, Scenario.COMMON);
    int worstPin = losses.worst(Scenario.COMMON, scenarios);
    long common = worstCommon < 0 ? 0 : losses.get(worstCommon);
    long pinned = worstPin < 0 ? 0 : losses.get(worstPin);
    long scan = Math.max(common, pinned);
    int worst = pinned > common ? worstPin : worstCommon;
    Spreads deltas = Spreads.of(holdings, ContractRisk::forwardMillis, ContractRisk::delta);
    Spreads vegas = Spreads.of(holdings, ContractRisk::timeMillis, ContractRisk::vega);
    long calendar = calendar(deltas.matched(), vegas.matched(), terms);
    UnderlyingRequirement uncharged =
        new UnderlyingRequirement(
            losses,
            common,
            scan,
            worst + 1,
            calendar,
            deltas.gross(),
            0,
            shortOptionMinimum(holdings, terms),
            0);
    return uncharged.charged(elsewhere, terms);
  }

  /** n: the units of the underlying to trade out of, 10⁻¹⁸. */
  public BigInteger units(RiskTerms terms) {
    return Liquidity.units(grossDelta, scan, terms);
  }

  /** The same with these units elsewhere in the entity group, 10⁻¹⁸. */
  public UnderlyingRequirement with(BigInteger elsewhere, RiskTerms terms) {
    return elsewhere.signum() == 0 ? this : charged(elsewhere, terms);
  }

  private UnderlyingRequirement charged(BigInteger elsewhere, RiskTerms terms) {
    long base = Fixed.plus(scan, calendar);
    long charge =
        terms.dailyCapacity() == 0 ? 0 : Liquidity.charge(base, units(terms).add(elsewhere), terms);
    return new UnderlyingRequirement(
        losses,
        common,
        scan,
        worst,
        calendar,
        grossDelta,
        charge,
        shortOptionMinimum,
        Math.max(Fixed.plus(base, charge), shortOptionMinimum));
  }

  /** Whether a group with these units to trade out of, 10⁻¹⁸, is charged for concentration. */
  public static boolean isConcentrated(BigInteger units, RiskTerms terms) {
    return Liquidity.charge(1, units, terms) > 0;
  }

  private static LossSum losses(int scenarios, List<Holding> holdings) {
    LossSum losses = new LossSum(scenarios);
    losses.clear(scenarios);
    for (Holding holding : holdings) {
      losses.add(holding.contract().losses(), holding.contracts());
    }
    return losses;
  }

  /** Matched |delta| × calendarCharge × index + matched |vega| × vegaCharge, rounded up. */
  private static long calendar(BigInteger deltas, BigInteger vegas, RiskTerms terms) {
    if (deltas.signum() == 0 && vegas.signum() == 0) {
      return 0;
    }
    BigInteger delta =
        deltas
            .multiply(BigInteger.valueOf(terms.calendarCharge()))
            .multiply(BigInteger.valueOf(terms.index()));
    BigInteger vega =
        vegas
            .multiply(BigInteger.valueOf(terms.vegaCharge()))
            .multiply(DELTA_SCALE.divide(VEGA_SCALE));
    return Fixed.toLong(Fixed.quotient(delta.add(vega), DELTA_SCALE, Rounding.UP));
  }

  /** Short vanilla parts × the minimum of one, rounded up. */
  private static long shortOptionMinimum(List<Holding> holdings, RiskTerms terms) {
    if (terms.shortOptionMinimum() == 0) {
      return 0;
    }
    BigInteger parts = BigInteger.ZERO;
    for (Holding holding : holdings) {
      ContractRisk risk = holding.contract();
      long each = holding.contracts() < 0 ? risk.writtenShort() : risk.writtenLong();
      if (each != 0) {
        BigInteger size = BigInteger.valueOf(holding.contracts()).abs();
        parts = parts.add(size.multiply(BigInteger.valueOf(each)));
      }
    }
    return parts.signum() == 0
        ? 0
        : Fixed.toLong(
            Fixed.quotient(
                parts.multiply(BigInteger.valueOf(terms.shortOptionMinimum())),
                BigInteger.valueOf(Fixed.FRACTION_ONE),
                Rounding.UP));
  }
}
