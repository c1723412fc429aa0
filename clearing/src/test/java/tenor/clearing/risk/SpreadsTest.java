package tenor.clearing.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tenor.clearing.Seeded;
import tenor.clearing.fixed.Losses;

/** How sensitivities of expiries offset each other. */
class SpreadsTest {
  private static Holding holding(long expiry, long delta, long contracts) {
    return new Holding(
        new ContractRisk(expiry, expiry, Losses.of(List.of()), false, 0, delta, 0, 0, 0),
        contracts);
  }

  private static Spreads deltas(List<Holding> holdings) {
    return Spreads.of(holdings, ContractRisk::forwardMillis, ContractRisk::delta);
  }

  @DisplayName("RSK-08 MRG-04: each expiry is matched with the nearest later ones of opposite sign")
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
    List<Holding> ascending = new ArrayList<>();
    for (String delta : deltas.split(" ", -1)) {
      ascending.add(holding(ascending.size(), 1, Long.parseLong(delta)));
    }
    assertThat(deltas(ascending).matched()).isEqualTo(BigInteger.valueOf(expected));
    assertThat(deltas(ascending.reversed()).matched()).isEqualTo(BigInteger.valueOf(expected));
  }

  @DisplayName("RSK-08: the sums of one expiry are taken before sizes are")
  @Test
  void oneExpiry_isOneSum() {
    Spreads spreads = deltas(List.of(holding(7, 3, 10), holding(9, 5, -4), holding(7, -2, 5)));
    assertThat(spreads.gross()).isEqualTo(BigInteger.valueOf(20 + 20));
    assertThat(spreads.matched()).isEqualTo(BigInteger.valueOf(20));
  }

  @DisplayName("RSK-08: sums beyond 64 bits are sums all the same")
  @Test
  void sumsBeyond64Bits_areExact() {
    List<Holding> many = Collections.nCopies(8, holding(7, 1, 1L << 60));
    assertThat(deltas(many).gross()).isEqualTo(BigInteger.TWO.pow(63));
    Spreads wide = deltas(List.of(holding(7, 1L << 40, 1L << 40), holding(8, 1L << 40, -1L << 39)));
    assertThat(wide.gross()).isEqualTo(BigInteger.TWO.pow(80).add(BigInteger.TWO.pow(79)));
    assertThat(wide.matched()).isEqualTo(BigInteger.TWO.pow(79));
  }

  @DisplayName("RSK-08: 64 bits and wide integers come to the same, and none overflows")
  @Test
  void narrowAndWide_areEqual() {
    Seeded.run(
        500,
        random -> {
          List<Holding> holdings = new ArrayList<>();
          int bits = random.nextInt(1, 63);
          for (int i = 0; i < random.nextInt(12); i++) {
            long delta = random.nextLong() >> random.nextInt(1, 63);
            long contracts = random.nextLong() >> (63 - bits);
            holdings.add(holding(random.nextInt(5), delta, contracts));
          }
          assertThat(deltas(holdings))
              .isEqualTo(Spreads.wide(holdings, ContractRisk::forwardMillis, ContractRisk::delta));
        });
  }
}
