package tenor.clearing.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.clearing.risk.TestTerms.terms;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RSK-09 by hand: a period of risk of 2 days, 100 units a day, 0.3 days to get to market. */
class LiquidityTest {
  private static final RiskTerms TERMS = terms("3", "0.33", "0", 100);

  private static BigInteger fine(String units) {
    return new BigDecimal(units).movePointRight(18).toBigIntegerExact();
  }

  @DisplayName("RSK-09: base × (√((N / capacity + 0.3) / MPOR) − 1), rounded up once")
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "170, 0",
    // Any excess at all is a unit.
    "170.000000000000000001, 1",
    // √4 and √9: nothing to round.
    "770, 1000",
    "1770, 2000",
    // √2 = 1.41421356…
    "370, 415"
  })
  void charge_isTheFormula(String units, long charge) {
    assertThat(Liquidity.charge(1000, fine(units), TERMS)).isEqualTo(charge);
    assertThat(UnderlyingRequirement.isConcentrated(fine(units), TERMS)).isEqualTo(charge > 0);
  }

  @DisplayName("RSK-09: without a capacity nothing is charged")
  @ParameterizedTest
  @CsvSource({"0", "1000000000"})
  void charge_withoutACapacity_isNone(String units) {
    RiskTerms closed = terms("3", "0.33", "0", 0);
    assertThat(Liquidity.charge(1000, fine(units), closed)).isZero();
    assertThat(UnderlyingRequirement.isConcentrated(fine(units), closed)).isFalse();
  }

  @DisplayName("RSK-09: n is the delta, or the units whose range is the scan if they are more")
  @ParameterizedTest
  @CsvSource({
    // 2790 × 0.043010753 = 120.00000087 a unit: a scan of 12 000.00008… is that of 100 units.
    "250, 12000000087, 250",
    "99, 12000000087, 100"
  })
  void units_areOfDeltaOrScan(long delta, long scan, long expected) {
    BigInteger units = Liquidity.units(BigInteger.valueOf(delta * 1_000_000_000), scan, TERMS);
    assertThat(units.subtract(fine(Long.toString(expected))).abs()).isLessThan(fine("0.000000001"));
  }
}
