package tenor.clearing.liquidation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much of a portfolio is offered, and what is paid for it: worked by hand. */
class PortionTest {
  private static final long CUSHION = 100_000_000;

  /**
   * With M = 100, β = 10 %: f = (110 − E) / (100 × (1.10 − δ)). At E = 90, δ = 5 % it is 20 / 105 =
   * 0.190476190…, so of 10 contracts ⌈1.904…⌉ = 2 go, and the premium is 0.05 × 0.190476… × 100 =
   * 0.952380… rounded down.
   */
  @DisplayName("LIQ-06 LIQ-07: f restores (1 + β) × maintenance")
  @ParameterizedTest(name = "equity {0}, premium {1}")
  @CsvSource(
      textBlock =
          """
          # equity   , premium  , f ppb      , of 10, paid
            90000000 ,  50000000,  190476190 ,  2   ,   952380
            99999999 ,  50000000,   95238104 ,  1   ,   476190
            90000000 , 300000000,  250000000 ,  3   ,  7500000
            50000000 ,  50000000,  571428571 ,  6   ,  2857142
             5000000 ,  50000000, 1000000000 , 10   ,  5000000
             4999999 ,  50000000, 1000000000 , 10   ,  5000000
                   0 ,  50000000, 1000000000 , 10   ,  5000000
          -100000000 ,  50000000, 1000000000 , 10   ,  5000000
          """)
  void restoring_isTheLargestSlice(long equity, long premium, long ppb, long contracts, long paid) {
    Portion portion = Portion.restoring(equity, 100_000_000, CUSHION, premium);
    assertThat(portion.ppb()).isEqualTo(ppb);
    assertThat(portion.contracts(10)).isEqualTo(contracts);
    assertThat(portion.premium(premium, 100_000_000)).isEqualTo(paid);
  }

  @DisplayName("LIQ-06: after a slice of exactly f, equity is (1 + β) × maintenance")
  @Test
  void restoring_leavesTheCushion() {
    // M = 1050, E = 945, δ = 5 %: f = 210 / 1102.5 = 0.190476…, 4 of 21 contracts exactly.
    Portion portion = Portion.restoring(945, 1050, CUSHION, 50_000_000);
    assertThat(portion.contracts(21)).isEqualTo(4);
    long maintenance = 1050 * 17 / 21;
    long equity = 945 - portion.premium(50_000_000, 1050);
    assertThat(equity).isEqualTo(maintenance * 11 / 10);
  }

  @DisplayName("LIQ-08: f raises the cash that is owed: −c / (V − δM)")
  @ParameterizedTest(name = "cash {0}, option value {1}")
  @CsvSource(
      textBlock =
          """
          # cash    , V         , f ppb
          -10000000 , 50000000  ,  222222222
          -45000000 , 50000000  , 1000000000
          -60000000 , 50000000  , 1000000000
          -10000000 ,  5000000  , 1000000000
          -10000000 ,        0  , 1000000000
          """)
  void raising_turnsOptionValueIntoCash(long cash, long optionValue, long ppb) {
    // M = 100 and δ = 5 %, so δM = 5.
    Portion portion = Portion.raising(cash, optionValue, 100_000_000, 50_000_000);
    assertThat(portion.ppb()).isEqualTo(ppb);
  }

  @DisplayName("LIQ-05: δ rises from 5 % to 30 % over the ramp and stays there")
  @ParameterizedTest(name = "{0} ms")
  @CsvSource({
    "0, 50000000",
    "1, 50250000",
    "250, 112500000",
    "500, 175000000",
    "999, 299750000",
    "1000, 300000000",
    "5000, 300000000",
    "-1, 50000000"
  })
  void premium_rises(long elapsed, long expected) {
    assertThat(Auction.premium(50_000_000, 300_000_000, 1000, elapsed)).isEqualTo(expected);
  }

  @DisplayName("LIQ-05: an end below the start leaves the start; no ramp ends at once")
  @Test
  void premium_withOddParameters_staysInBounds() {
    assertThat(Auction.premium(50_000_000, 10_000_000, 1000, 500)).isEqualTo(50_000_000);
    assertThat(Auction.premium(50_000_000, 300_000_000, 0, 1)).isEqualTo(300_000_000);
    assertThat(Auction.premium(50_000_000, 300_000_000, 0, 0)).isEqualTo(50_000_000);
  }
}
