package tenor.clearing.margin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tenor.clearing.Seeded;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.proto.RiskArray;

/** The parts of margin, each on its own. */
class MarginRulesTest {
  private static RiskArray inputs(long mark, long psr, long extreme, long cover) {
    return RiskArray.newBuilder()
        .setMark(mark)
        .setMultiplier(100 * Fixed.AMOUNT_ONE)
        .setPriceScanRange(psr)
        .setExtreme(extreme)
        .setCover(cover)
        .build();
  }

  @DisplayName("MRG-01 MRG-02: the sixteen losses of a contract at 3000, psr 10 %")
  @Test
  void array_byHand() {
    List<Long> losses =
        RiskArrays.linear(inputs(3000 * Fixed.PRICE_ONE, 100_000_000, 3_000_000_000L, 330_000_000));
    assertThat(losses.stream().map(loss -> loss / 1_000_000))
        .containsExactly(
            0L, 0L, -10_000L, -10_000L, 10_000L, 10_000L, -20_000L, -20_000L, 20_000L, 20_000L,
            -30_000L, -30_000L, 30_000L, 30_000L, -29_700L, 29_700L);
  }

  @DisplayName("MRG-02: no scenario leaves less than a thousandth of the price")
  @Test
  void array_beyondTheFloor_isCutThere() {
    List<Long> losses =
        RiskArrays.linear(
            inputs(3000 * Fixed.PRICE_ONE, Fixed.FRACTION_ONE, 3_000_000_000L, 500_000_000));
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
              RiskArrays.linear(
                  inputs(
                      1 + random.nextLong(100_000 * Fixed.PRICE_ONE),
                      1_000_000 + random.nextLong(300_000_000),
                      3_000_000_000L,
                      330_000_000));
          for (int up = 2; up < Scenario.COUNT - 2; up += 4) {
            assertThat(losses.get(up) + losses.get(up + 2)).isBetween(0L, 1L);
          }
        });
  }

  @DisplayName("MRG-04: each expiry is matched with the nearest later ones of opposite sign")
  @ParameterizedTest
  @CsvSource({
    "5 -3 -4, 5",
    "2 3 -4, 4",
    "5, 0",
    "5 5, 0",
    "-5 5, 5",
    "1 -1 1 -1, 2",
    "3 -1 -1 -1, 3",
    "-2 1 -3 4, 5",
    "0 0 0, 0"
  })
  void deltas_areMatched(String deltas, long expected) {
    SortedMap<Long, Long> byExpiry = new TreeMap<>();
    for (String delta : deltas.split(" ", -1)) {
      byExpiry.put((long) byExpiry.size(), Long.parseLong(delta));
    }
    assertThat(Calendar.matched(byExpiry)).isEqualTo(expected);
  }

  @DisplayName("MRG-08: the open-interest term rises from 80 % of the cap to the full notional")
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "1000, 0, 0",
    "79, 100, 0",
    "80, 100, 0",
    "81, 100, 50000",
    "90, 100, 500000",
    "100, 100, 1000000",
    "150, 100, 1000000"
  })
  void openInterest_nearItsCap_costsNotional(long openInterest, long cap, long expected) {
    // Five contracts of 100 units at 2000: a notional of 1 000 000.
    Holding holding =
        new Holding(
            1,
            -5,
            100 * Fixed.AMOUNT_ONE,
            0,
            2000 * Fixed.PRICE_ONE,
            LongStream.range(0, Scenario.COUNT).boxed().toList());
    assertThat(OpenInterestTerm.of(holding, openInterest, cap))
        .isEqualTo(expected * Fixed.AMOUNT_ONE);
  }

  @DisplayName("MRG-03: of equal scenarios the lowest is the worst, and none if nothing is lost")
  @Test
  void worst_ofEquals_isTheLowest() {
    assertThat(Worst.of(List.of(1L, 3L, 3L))).isEqualTo(new Worst(2, 3));
    assertThat(Worst.of(List.of(-1L, 0L))).isEqualTo(new Worst(0, 0));
  }
}
