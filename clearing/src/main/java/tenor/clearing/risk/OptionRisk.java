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
 * The risk of options (RSK-06): revalued by Black-76 under every scenario, a look-ahead nearer to
 * expiry, and at expiry by their payoff.
 */
final class OptionRisk {
  /** multiplier (10⁻⁶) × a number of binary places, in 10⁻⁹. */
  private static final BigInteger DELTA_SCALE = BigInteger.valueOf(1000);

  /** Options are worth at most a forward or strike times e to the power of what rates give. */
  static final long MOST_DISCOUNT = 8;

  private final RiskTerms terms;
  private final Forwards forwards;
  private final List<Pin> pins;
  private final List<Scenario> scenarios;
  private final Black76 model = Black76.fast();

  OptionRisk(RiskTerms terms, Forwards forwards, List<Pin> pins) {
    this.terms = terms;
    this.forwards = forwards;
    this.pins = pins;
    this.scenarios = Scenario.standard(terms.extreme(), terms.cover());
  }

  ContractRisk of(Contract.Option option, OptionExpiry expiry) {
    long strike = forwards.fine(option.strike());
    long most = Fixed.times(Math.max(strike, expiry.greatest()), MOST_DISCOUNT);
    ValueScale scale = ValueScale.of(option.multiplier(), forwards.places(), most);
    long vol = VolMoves.standing(option.vol());
    model.expiry(option.timeMillis(), terms.yearMillis());
    model.value(
        option.call(), expiry.forward(), strike, vol, discount(option, expiry.discount()), 0);
    long now = scale.fine(model.price());
    long delta = delta(option);
    long vega = vega(option, expiry.forward());
    model.expiry(expiry.laterMillis(), terms.yearMillis());
    List<Long> losses = new ArrayList<>();
    for (int k = 0; k < Scenario.COMMON; k++) {
      Scenario scenario = scenarios.get(k);
      long moved = expiry.vols().moved(option.vol(), scenario.volSteps());
      long then = scale.fine(later(option, expiry, strike, moved, k));
      losses.add(scale.loss(now, then, scenario.weight()));
    }
    for (int i = 0; i < pins.size(); i++) {
      long then = scale.fine(pinned(option, expiry, strike, vol, i));
      losses.add(scale.loss(now, then, ValueScale.WEIGHT_ONE));
    }
    return new ContractRisk(
        option.timeMillis(),
        option.forwardMillis(),
        Losses.of(losses),
        option.premium(),
        option.premium() ? scale.down(now) : 0,
        delta,
        vega,
        0,
        Fixed.FRACTION_ONE);
  }

  private long later(
      Contract.Option option, OptionExpiry expiry, long strike, long vol, int place) {
    long discount = discount(option, expiry.laterDiscount());
    model.value(option.call(), expiry.moved().get(place), strike, vol, discount, 0);
    return model.price();
  }

  /** The value under a pin: the payoff if it is of the option's expiry, else the model's. */
  private long pinned(Contract.Option option, OptionExpiry expiry, long strike, long vol, int pin) {
    return pins.get(pin).expires(option)
        ? option.payoff(forwards.fine(pins.get(pin).strike()), strike)
        : later(option, expiry, strike, vol, Scenario.COMMON + pin);
  }

  private static long discount(Contract.Option option, long factor) {
    return option.premium() ? factor : FixedMath.ONE;
  }

  private long delta(Contract.Option option) {
    BigInteger product =
        BigInteger.valueOf(option.multiplier())
            .multiply(DELTA_SCALE)
            .multiply(BigInteger.valueOf(model.delta()));
    return Fixed.toLong(shifted(product, Black76.DELTA_PLACES));
  }

  /** multiplier × F × vega, in 10⁻⁹ of the settlement asset. */
  private long vega(Contract.Option option, long forward) {
    BigInteger product =
        BigInteger.valueOf(option.multiplier())
            .multiply(BigInteger.valueOf(forward))
            .multiply(BigInteger.valueOf(model.vega()))
            .multiply(DELTA_SCALE);
    BigInteger amount =
        Fixed.quotient(product, BigInteger.valueOf(Fixed.PRICE_ONE), Rounding.HALF_EVEN);
    return Fixed.toLong(shifted(amount, model.vegaPlaces() + forwards.places()));
  }

  /** number × 2^−places, to the nearest; places below 0 shift to the left. */
  static BigInteger shifted(BigInteger number, int places) {
    return number.shiftRight(places - 1).add(BigInteger.ONE).shiftRight(1);
  }
}
