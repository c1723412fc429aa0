package tenor.clearing.risk;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import tenor.clearing.fixed.Black76;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.FixedMath;
import tenor.clearing.fixed.Losses;
import tenor.clearing.fixed.Rounding;
import tenor.clearing.fixed.ValueScale;

/**
 * The risk of payoffs (RSK-19): a payoff is worth its bond part, its forward part, a call per
 * change of slope and a digital per jump. With C the call struck at K and Δ its delta, D N(d₂) = (F
 * Δ − C) ÷ K is what a digital is worth per unit of jump.
 */
final class StructuredRisk {
  private static final BigInteger FRACTION = BigInteger.valueOf(Fixed.FRACTION_ONE);
  private static final BigInteger DISCOUNT = BigInteger.valueOf(FixedMath.ONE);

  /** 10⁻⁶ × 10⁻⁹ over this is 10⁻⁹ units: a delta of multiplier × slope. */
  private static final BigInteger DELTA_UNIT = BigInteger.valueOf(1_000_000);

  /** The vega of a sum is a difference of its values at vols this far up and down, 10⁻¹⁸. */
  private static final long BUMP = FixedMath.ONE / 100_000;

  private final RiskTerms terms;
  private final Forwards forwards;
  private final List<Pin> pins;
  private final List<Scenario> scenarios;
  private final Black76 model = Black76.fast();

  /** Of the payoff at hand. */
  private long most;

  StructuredRisk(RiskTerms terms, Forwards forwards, List<Pin> pins) {
    this.terms = terms;
    this.forwards = forwards;
    this.pins = pins;
    this.scenarios = Scenario.standard(terms.extreme(), terms.cover());
  }

  ContractRisk of(Contract.Structured contract, OptionExpiry expiry) {
    most = most(contract, expiry.greatest());
    ValueScale scale = ValueScale.of(contract.multiplier(), forwards.places(), most);
    long discount = contract.premium() ? expiry.discount() : FixedMath.ONE;
    List<Long> standing = contract.vols().stream().map(VolMoves::standing).toList();
    model.expiry(contract.timeMillis(), terms.yearMillis());
    long now = scale.fine(value(contract, expiry.forward(), discount, standing));
    long delta = delta(contract, expiry.forward(), discount, standing);
    long vega = vega(contract, expiry.forward(), discount, standing);
    return new ContractRisk(
        contract.timeMillis(),
        contract.forwardMillis(),
        Losses.of(losses(contract, expiry, scale, now)),
        contract.premium(),
        contract.premium() ? scale.down(now) : 0,
        delta,
        vega,
        written(contract, -1),
        written(contract, 1));
  }

  private List<Long> losses(
      Contract.Structured contract, OptionExpiry expiry, ValueScale scale, long now) {
    long discount = contract.premium() ? expiry.laterDiscount() : FixedMath.ONE;
    model.expiry(expiry.laterMillis(), terms.yearMillis());
    List<Long> losses = new ArrayList<>();
    for (int k = 0; k < Scenario.COMMON; k++) {
      int steps = scenarios.get(k).volSteps();
      List<Long> vols =
          contract.vols().stream().map(vol -> expiry.vols().moved(vol, steps)).toList();
      long then = scale.fine(value(contract, expiry.moved().get(k), discount, vols));
      losses.add(scale.loss(now, then, scenarios.get(k).weight()));
    }
    List<Long> standing = contract.vols().stream().map(VolMoves::standing).toList();
    for (int i = 0; i < pins.size(); i++) {
      long moved = expiry.moved().get(Scenario.COMMON + i);
      long price =
          pins.get(i).expires(contract)
              ? paid(contract, pins.get(i))
              : value(contract, moved, discount, standing);
      losses.add(scale.loss(now, scale.fine(price), ValueScale.WEIGHT_ONE));
    }
    return losses;
  }

  /** What it pays at a pin, fine. */
  private long paid(Contract.Structured contract, Pin pin) {
    Payoff payoff = contract.payoff();
    BigInteger price = pin.isBelow() ? payoff.below(pin.strike()) : payoff.at(pin.strike());
    BigInteger fine = price.shiftLeft(forwards.places());
    return Fixed.toLong(Fixed.quotient(fine, FRACTION, Rounding.HALF_EVEN));
  }

  /**
   * The sum of its parts, fine; from 0 to the most it can be worth, which parts at volatilities of
   * their own may leave.
   */
  private long value(Contract.Structured contract, long forward, long discount, List<Long> vols) {
    Payoff payoff = contract.payoff();
    BigInteger linear =
        product(forwards.fine(payoff.start()), Fixed.FRACTION_ONE)
            .add(product(payoff.slope(), forward));
    BigInteger sum = linear.multiply(BigInteger.valueOf(discount)).divide(DISCOUNT);
    for (int i = 0; i < payoff.kinks().size(); i++) {
      sum = sum.add(part(payoff.kinks().get(i), forward, discount, vols.get(i)));
    }
    BigInteger whole = Fixed.quotient(sum, FRACTION, Rounding.HALF_EVEN);
    return Fixed.toLong(whole.max(BigInteger.ZERO).min(BigInteger.valueOf(most)));
  }

  /** The call and the digital of a kink, fine × 10⁹. */
  private BigInteger part(Payoff.Kink kink, long forward, long discount, long vol) {
    long strike = forwards.fine(kink.strike());
    model.value(true, forward, strike, vol, discount, 0);
    BigInteger sum = product(kink.change(), model.price());
    if (kink.jump() == 0) {
      return sum;
    }
    BigInteger share =
        product(forward, model.delta())
            .subtract(BigInteger.valueOf(model.price()).shiftLeft(Black76.DELTA_PLACES));
    BigInteger digital = share.multiply(product(forwards.fine(kink.jump()), Fixed.FRACTION_ONE));
    return sum.add(digital.divide(BigInteger.valueOf(strike).shiftLeft(Black76.DELTA_PLACES)));
  }

  /** multiplier × (slope D + Σ change Δ + Σ jump × F gamma ÷ K), 10⁻⁹. */
  private long delta(Contract.Structured contract, long forward, long discount, List<Long> vols) {
    Payoff payoff = contract.payoff();
    BigInteger sum = product(payoff.slope(), discount).divide(DISCOUNT);
    for (int i = 0; i < payoff.kinks().size(); i++) {
      Payoff.Kink kink = payoff.kinks().get(i);
      long strike = forwards.fine(kink.strike());
      model.value(true, forward, strike, vols.get(i), discount, 0);
      BigInteger change = product(kink.change(), model.delta());
      sum = sum.add(OptionRisk.shifted(change, Black76.DELTA_PLACES));
      if (kink.jump() != 0) {
        BigInteger jump =
            product(forwards.fine(kink.jump()), Fixed.FRACTION_ONE)
                .multiply(BigInteger.valueOf(model.gamma()))
                .divide(BigInteger.valueOf(strike));
        sum = sum.add(OptionRisk.shifted(jump, model.gammaPlaces()));
      }
    }
    BigInteger delta = sum.multiply(BigInteger.valueOf(contract.multiplier()));
    return Fixed.toLong(Fixed.quotient(delta, DELTA_UNIT, Rounding.HALF_EVEN));
  }

  /** multiplier × (value at higher vols − value at lower ones) ÷ 2 bumps, 10⁻⁹ of the asset. */
  private long vega(Contract.Structured contract, long forward, long discount, List<Long> vols) {
    long up = value(contract, forward, discount, bumped(vols, BUMP));
    long down = value(contract, forward, discount, bumped(vols, Fixed.negate(BUMP)));
    BigInteger unit = product(Fixed.times(2, BUMP), Fixed.PRICE_ONE).shiftLeft(forwards.places());
    BigInteger change =
        product(Fixed.minus(up, down), contract.multiplier())
            .multiply(DISCOUNT)
            .multiply(BigInteger.valueOf(1000));
    return Fixed.toLong(Fixed.quotient(change, unit, Rounding.HALF_EVEN));
  }

  private static List<Long> bumped(List<Long> vols, long bump) {
    return vols.stream().map(vol -> Fixed.plus(vol, bump)).toList();
  }

  /** The vanilla parts, a jump being one, that are short when held on a side; 10⁻⁹. */
  private static long written(Contract.Structured contract, int sign) {
    long parts = 0;
    for (Payoff.Kink kink : contract.kinks()) {
      if (Long.signum(kink.change()) == sign) {
        parts = Fixed.plus(parts, Fixed.abs(kink.change()));
      }
      if (Long.signum(kink.jump()) == sign) {
        parts = Fixed.plus(parts, Fixed.FRACTION_ONE);
      }
    }
    return parts;
  }

  /**
   * No value at a forward up to this is above it, fine: the most it pays up to its last kink, and
   * what its slope beyond adds.
   */
  private long most(Contract.Structured contract, long greatest) {
    Payoff payoff = contract.payoff();
    long price = Fixed.plus(forwards.coarse(greatest), 1);
    BigInteger slope = BigInteger.valueOf(payoff.slope());
    for (Payoff.Kink kink : payoff.kinks()) {
      slope = slope.add(BigInteger.valueOf(kink.change()));
    }
    BigInteger rise = slope.max(BigInteger.ZERO).multiply(BigInteger.valueOf(price));
    BigInteger fine = payoff.most(price).add(rise).shiftLeft(forwards.places());
    long most = Fixed.toLong(Fixed.quotient(fine, FRACTION, Rounding.UP));
    return Fixed.times(Math.max(1, most), OptionRisk.MOST_DISCOUNT);
  }

  private static BigInteger product(long a, long b) {
    return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
  }
}
