package tenor.clearing.margin;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tenor.clearing.Seeded;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.proto.UnderlyingRisk;
import tenor.clearing.risk.Contract;
import tenor.clearing.risk.Scenario;
import tenor.clearing.risk.UnderlyingArrays;

/** The parts of margin, each on its own. */
class MarginRulesTest {
  /** The array of 100 units at a mark. */
  private static List<Long> linear(long mark, long psr, long extreme, long cover) {
    UnderlyingRisk risk =
        UnderlyingRisk.newBuilder()
            .setIndex(mark)
            .setPriceScanRange(psr)
            .setExtreme(extreme)
            .setCover(cover)
            .setMporDays(2 * Fixed.FRACTION_ONE)
            .build();
    return UnderlyingArrays.of(
            Market.terms(risk, 86_400_000),
            List.of(new Contract.Linear(Contract.NEVER, 100 * Fixed.AMOUNT_ONE, mark)))
        .contracts()
        .getFirst()
        .losses()
        .list();
  }

  @DisplayName("MRG-01 MRG-02: the sixteen losses of a contract at 3000, psr 10 %")
  @Test
  void array_byHand() {
    List<Long> losses = linear(3000 * Fixed.PRICE_ONE, 100_000_000, 3_000_000_000L, 330_000_000);
    assertThat(losses.stream().map(loss -> loss / 1_000_000))
        .containsExactly(
            0L, 0L, -10_000L, -10_000L, 10_000L, 10_000L, -20_000L, -20_000L, 20_000L, 20_000L,
            -30_000L, -30_000L, 30_000L, 30_000L, -29_700L, 29_700L);
  }

  @DisplayName("MRG-02: no scenario leaves less than a thousandth of the price")
  @Test
  void array_beyondTheFloor_isCutThere() {
    List<Long> losses =
        linear(3000 * Fixed.PRICE_ONE, Fixed.FRACTION_ONE, 3_000_000_000L, 500_000_000);
    assertThat(losses.get(13)).isEqualTo(299_700_000_000L);
    assertThat(losses.get(15)).isEqualTo(149_850_000_000L);
    assertThat(losses.get(14)).isEqualTo(-450_000_000_000L);
  }

  @DisplayName("MRG-02: losses are rounded up, so a pair of opposite moves never nets below zero")
  @Test
  void array_isRoundedUp() {
    Seeded.run(
        200,
        random -> {
          List<Long> losses =
              linear(
                  1 + random.nextLong(100_000 * Fixed.PRICE_ONE),
                  1_000_000 + random.nextLong(300_000_000),
                  3_000_000_000L,
                  330_000_000);
          for (int up = 2; up < Scenario.COMMON - 2; up += 4) {
            assertThat(losses.get(up) + losses.get(up + 2)).isBetween(0L, 1L);
          }
        });
  }

  @DisplayName("MRG-08: the open-interest term rises from 80 % of the cap to the full notional")
  @ParameterizedTest
  @CsvSource({
    "0, 100, 0",
    "79, 100, 0",
    "80, 100, 0",
    "81, 100, 50000",
    "90, 100, 500000",
    "100, 100, 1000000",
    "150, 100, 1000000"
  })
  void openInterest_nearItsCap_costsNotional(long openInterest, long cap, long expected) {
    // Five contracts of 100 units at 2000: a notional of 1 000 000.
    BigInteger notional =
        BigInteger.valueOf(5 * 100 * Fixed.AMOUNT_ONE)
            .multiply(BigInteger.valueOf(2000 * Fixed.PRICE_ONE));
    assertThat(OpenInterestTerm.of(notional, openInterest, cap))
        .isEqualTo(expected * Fixed.AMOUNT_ONE);
  }
}
