package tenor.app.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import tenor.clearing.fixed.Black76;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.oracle.OptionQuotes;

/**
 * What something is worth and how that changes; of an option per unit of its underlying.
 *
 * @param value by the model, before it is rounded to a tick
 * @param delta per unit of the forward
 * @param gamma of delta, per unit of the forward
 * @param vega per 1.00 of volatility
 * @param theta per year
 */
record Greeks(
    BigDecimal value, BigDecimal delta, BigDecimal gamma, BigDecimal vega, BigDecimal theta) {
  private static final MathContext DIGITS = MathContext.DECIMAL64;
  private static final int PLACES = 12;

  /** What follows the forward alone. */
  static Greeks linear(BigDecimal delta) {
    return new Greeks(BigDecimal.ZERO, delta, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
  }

  /** By the kernel that the marks come from. */
  static Greeks of(OptionQuotes.Inputs inputs) {
    Black76 model = Black76.exact();
    model.expiry(inputs.tenorMillis(), inputs.yearMillis());
    int places = Black76.places(Math.max(inputs.forward(), inputs.strike()));
    long vol = Fixed.times(inputs.vol(), Fixed.FRACTION_ONE);
    model.value(inputs.isCall(), inputs.forward(), inputs.strike(), vol, inputs.discount(), places);
    BigDecimal forward = BigDecimal.valueOf(inputs.forward(), 8);
    return new Greeks(
        binary(model.price(), places).movePointLeft(8),
        binary(model.delta(), Black76.DELTA_PLACES),
        binary(model.gamma(), model.gammaPlaces()).divide(forward, DIGITS),
        binary(model.vega(), model.vegaPlaces()).multiply(forward, DIGITS),
        binary(model.theta(), model.thetaPlaces()).multiply(forward, DIGITS));
  }

  /** {@code value × 2^−places}; places may be below 0. */
  private static BigDecimal binary(long value, int places) {
    BigDecimal power = BigDecimal.TWO.pow(Math.abs(places));
    BigDecimal number = BigDecimal.valueOf(value);
    return places < 0 ? number.multiply(power, DIGITS) : number.divide(power, DIGITS);
  }

  Greeks times(BigDecimal factor) {
    return new Greeks(
        value.multiply(factor),
        delta.multiply(factor),
        gamma.multiply(factor),
        vega.multiply(factor),
        theta.multiply(factor));
  }

  Greeks plus(Greeks other) {
    return new Greeks(
        value.add(other.value),
        delta.add(other.delta),
        gamma.add(other.gamma),
        vega.add(other.vega),
        theta.add(other.theta));
  }

  /** Adds them, rounded to twelve places, with the value under this name. */
  ObjectNode addTo(ObjectNode answer, String valueName) {
    return answer
        .put(valueName, text(value))
        .put("delta", text(delta))
        .put("gamma", text(gamma))
        .put("vega", text(vega))
        .put("theta", text(theta));
  }

  private static String text(BigDecimal number) {
    BigDecimal rounded = number.setScale(PLACES, RoundingMode.HALF_EVEN);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
