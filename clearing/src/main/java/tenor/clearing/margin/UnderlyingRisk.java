package tenor.clearing.margin;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import tenor.clearing.fixed.Fixed;

/**
 * What an account's positions in one underlying risk on their own, before its group is looked at.
 *
 * @param terms of the underlying
 * @param losses L[k], one per scenario, 10⁻⁶ of the asset, loss positive
 * @param calendar charge for matched expiries
 * @param units n, the units to trade out of, 10⁻¹⁸
 */
record UnderlyingRisk(UnderlyingTerms terms, List<Long> losses, long calendar, BigInteger units) {
  /** Keeps its own copy. */
  UnderlyingRisk {
    losses = List.copyOf(losses);
  }

  /** The risk of these holdings, all of one underlying (MRG-03). */
  static UnderlyingRisk of(UnderlyingTerms terms, List<Holding> holdings) {
    List<Long> losses = new ArrayList<>(Scenario.COUNT);
    for (int k = 0; k < Scenario.COUNT; k++) {
      long loss = 0;
      for (Holding holding : holdings) {
        loss = Fixed.plus(loss, lossOf(holding, k));
      }
      losses.add(loss);
    }
    long calendar = Calendar.charge(holdings, terms);
    long scan = Worst.of(losses).loss();
    return new UnderlyingRisk(terms, losses, calendar, Concentration.units(holdings, scan, terms));
  }

  /** q × A[k], and a unit per contract held short: the array was rounded up for the long side. */
  private static long lossOf(Holding holding, int k) {
    long loss = Fixed.times(holding.contracts(), holding.losses().get(k));
    return holding.contracts() < 0 ? Fixed.minus(loss, holding.contracts()) : loss;
  }

  /** The margin of the underlying, {@code groupUnits} being N over the entity group. */
  UnderlyingMargin margin(BigInteger groupUnits) {
    Worst worst = Worst.of(losses);
    long base = Fixed.plus(worst.loss(), calendar);
    long concentration = Concentration.charge(base, groupUnits, terms);
    return new UnderlyingMargin(
        terms.underlying(),
        losses,
        worst.scenario(),
        worst.loss(),
        calendar,
        concentration,
        Fixed.plus(base, concentration));
  }
}
