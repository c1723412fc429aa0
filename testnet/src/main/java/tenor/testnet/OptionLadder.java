package tenor.testnet;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import tenor.clearing.proto.ListInstrument;
import tenor.clearing.proto.OptionSide;
import tenor.clearing.proto.OptionTerms;
import tenor.clearing.proto.PremiumStyle;

/**
 * The options that are listed for one expiry: puts and calls paid up front on the index, at round
 * strikes around its price.
 */
final class OptionLadder {
  /** Strikes in percent of the price: lower ones are closer, since crises fall. */
  private static final List<Integer> PERCENT = List.of(80, 85, 90, 95, 100, 105);

  private static final BigDecimal STEPS_IN_A_PRICE = BigDecimal.valueOf(40);
  private static final List<BigDecimal> ROUND =
      List.of(new BigDecimal("5"), new BigDecimal("2.5"), BigDecimal.ONE);
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private OptionLadder() {}

  /**
   * Puts and calls at each strike.
   *
   * @param base everything of them but symbol and terms
   * @param name what their symbols begin with
   */
  static List<ListInstrument> of(ListInstrument base, String name, BigDecimal price) {
    List<ListInstrument> options = new ArrayList<>();
    for (BigDecimal strike : strikes(price)) {
      options.add(option(base, name + "-P", OptionSide.OPTION_SIDE_PUT, strike));
      options.add(option(base, name + "-C", OptionSide.OPTION_SIDE_CALL, strike));
    }
    return options;
  }

  private static ListInstrument option(
      ListInstrument base, String name, OptionSide side, BigDecimal strike) {
    return base.toBuilder()
        .setSymbol(name + strike.toPlainString())
        .setOption(
            OptionTerms.newBuilder()
                .setSide(side)
                .setStrike(strike.movePointRight(8).longValueExact())
                .setStyle(PremiumStyle.PREMIUM_STYLE_UP_FRONT))
        .build();
  }

  /** Each a multiple of 1, 2.5 or 5 times a power of ten, ascending. */
  static List<BigDecimal> strikes(BigDecimal price) {
    BigDecimal step = step(price);
    return PERCENT.stream()
        .map(
            percent ->
                price
                    .multiply(BigDecimal.valueOf(percent))
                    .divide(HUNDRED.multiply(step), 0, RoundingMode.HALF_EVEN)
                    .multiply(step))
        .map(strike -> strike.stripTrailingZeros())
        .map(strike -> strike.scale() < 0 ? strike.setScale(0) : strike)
        .distinct()
        .toList();
  }

  /** The greatest round number up to a fortieth of the price. */
  private static BigDecimal step(BigDecimal price) {
    BigDecimal most = price.divide(STEPS_IN_A_PRICE, MathContext.DECIMAL64);
    BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen(most.precision() - most.scale() - 1);
    return ROUND.stream()
        .map(power::multiply)
        .filter(step -> step.compareTo(most) <= 0)
        .findFirst()
        .orElse(power);
  }
}
