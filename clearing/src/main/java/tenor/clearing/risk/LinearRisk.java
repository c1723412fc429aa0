package tenor.clearing.risk;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Losses;
import tenor.clearing.fixed.Rounding;

/**
 * The risk of what is worth its forward (RSK-05). The part of the forward that a scenario takes is
 * an exact fraction; only the loss is rounded.
 */
final class LinearRisk {
  /** From 10⁻⁶ units to the 10⁻⁹ of a delta. */
  private static final long DELTA_SCALE = 1000;

  private final RiskTerms terms;
  private final Forwards forwards;
  private final List<Pin> pins;
  private final List<Scenario> scenarios;

  LinearRisk(RiskTerms terms, Forwards forwards, List<Pin> pins) {
    this.terms = terms;
    this.forwards = forwards;
    this.pins = pins;
    this.scenarios = Scenario.standard(terms.extreme(), terms.cover());
  }

  ContractRisk of(Contract.Linear contract) {
    long price =
        contract.mark() > 0 ? forwards.fine(contract.mark()) : forwards.at(contract.timeMillis());
    BigInteger value =
        BigInteger.valueOf(price).multiply(BigInteger.valueOf(contract.multiplier()));
    List<Long> losses = new ArrayList<>(Scenario.COMMON);
    for (Scenario scenario : scenarios) {
      losses.add(common(scenario, value));
    }
    for (Pin pin : pins) {
      losses.add(pinned(pin, contract, value));
    }
    return new ContractRisk(
        contract.timeMillis(),
        contract.forwardMillis(),
        Losses.of(losses),
        false,
        0,
        Fixed.times(contract.multiplier(), DELTA_SCALE),
        0,
        0,
        0);
  }

  /** weight × value × (the part of the price lost), rounded up. */
  private long common(Scenario scenario, BigInteger value) {
    BigInteger lost =
        value
            .multiply(Forwards.lost(scenario, terms.priceScanRange()))
            .multiply(BigInteger.valueOf(scenario.weight()));
    BigInteger unit =
        priceUnit().multiply(Forwards.moveUnit()).multiply(BigInteger.valueOf(Fixed.FRACTION_ONE));
    return Fixed.toLong(Fixed.quotient(lost, unit, Rounding.UP));
  }

  /** What is lost when the pinned forward moves to its kink and this by the same fraction. */
  private long pinned(Pin pin, Contract.Linear contract, BigInteger value) {
    long from = forwards.at(pin.forwardMillis());
    BigInteger to = BigInteger.valueOf(forwards.fine(pin.strike()));
    BigInteger unit = priceUnit();
    if (contract.timeMillis() == pin.forwardMillis()) {
      // Of that forward itself all is worth the kink, whatever it was marked at.
      BigInteger then = to.multiply(BigInteger.valueOf(contract.multiplier()));
      return Fixed.toLong(Fixed.quotient(value.subtract(then), unit, Rounding.UP));
    }
    BigInteger lost = value.multiply(BigInteger.valueOf(from).subtract(to));
    return Fixed.toLong(Fixed.quotient(lost, unit.multiply(BigInteger.valueOf(from)), Rounding.UP));
  }

  /** Fine price × multiplier over this is an amount. */
  private BigInteger priceUnit() {
    return BigInteger.valueOf(Fixed.PRICE_ONE).shiftLeft(forwards.places());
  }
}
