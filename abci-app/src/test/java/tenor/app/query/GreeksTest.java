package tenor.app.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import tenor.clearing.fixed.Black76;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.oracle.OptionQuotes;

/** Greeks in the units that people read, against the closed form worked out by other means. */
final class GreeksTest {
  private static final Offset<BigDecimal> NEAR = Offset.offset(new BigDecimal("0.0000001"));

  private static Greeks greeks(boolean isCall, long strike) {
    return Greeks.of(
        new OptionQuotes.Inputs(
            isCall,
            100 * Fixed.PRICE_ONE,
            strike * Fixed.PRICE_ONE,
            0,
            200_000_000,
            1000,
            1000,
            Black76.ONE));
  }

  private static void assertNear(BigDecimal found, String expected) {
    assertThat(found).isCloseTo(new BigDecimal(expected), NEAR);
  }

  // F = K = 100, vol 20 %, a year: d1 = 0.1 = -d2, N(0.1) = 0.539827837277, n(0.1) =
  // 0.396952547477.
  @Test
  void aCallAtTheMoney_isAsTheFormulaSays() {
    Greeks call = greeks(true, 100);
    assertNear(call.value(), "7.9655674554");
    assertNear(call.delta(), "0.5398278373");
    assertNear(call.gamma(), "0.0198476274");
    assertNear(call.vega(), "39.6952547477");
    assertNear(call.theta(), "-3.9695254748");
  }

  @Test
  void putAndCall_differByTheForward() {
    Greeks call = greeks(true, 90);
    Greeks put = greeks(false, 90);
    assertNear(call.value().subtract(put.value()), "10");
    assertNear(call.delta().subtract(put.delta()), "1");
    assertNear(call.vega().subtract(put.vega()), "0");
  }

  @Test
  void sums_areOfContractsTimesMultiplier() {
    Greeks call = greeks(true, 100);
    Greeks hedged =
        call.times(new BigDecimal("-300")).plus(Greeks.linear(new BigDecimal("161.94835")));
    assertThat(hedged.delta()).isCloseTo(BigDecimal.ZERO, Offset.offset(new BigDecimal("0.00001")));
    assertNear(hedged.vega(), "-11908.57642431");
  }
}
