package tenor.clearing.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tenor.clearing.TestGenesis.DAY_MILLIS;
import static tenor.clearing.TestGenesis.SPX;
import static tenor.clearing.TestGenesis.SPX_FUTURE;
import static tenor.clearing.TestGenesis.SPX_PERPETUAL;
import static tenor.clearing.TestGenesis.TIME_MILLIS;
import static tenor.clearing.TestGenesis.param;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tenor.clearing.TestGenesis;
import tenor.clearing.TestHouse;
import tenor.clearing.TestTx;
import tenor.clearing.fixed.RuleFailure;
import tenor.clearing.kernel.Block;
import tenor.clearing.kernel.BlockResult;
import tenor.clearing.kernel.MarkInputs;
import tenor.clearing.kernel.Overlay;
import tenor.clearing.kernel.Reader;
import tenor.clearing.proto.Index;
import tenor.clearing.proto.Mark;

class MarkRuleTest {
  private static final long MINUTE = DAY_MILLIS / 1440;
  private static final long WIDE = 1_000_000_000;

  private final Overlay state = new Overlay(TestHouse.market().state());

  /** The default band is 2 % of 1000; a dash is a missing input. */
  @ParameterizedTest
  @DisplayName("ORA-09 a future's mark: median of carry, book and trades, within the band, on tick")
  @CsvSource({
    "-, -, 1000",
    "1005, -, 1000",
    "-, 1005, 1000",
    "1005, 1003, 1003",
    "1003, 1005, 1003",
    "995, 997, 997",
    "995, 1005, 1000",
    "1050, 1040, 1020",
    "900, 950, 980",
    "1003.004, 1003.009, 1003",
    "1003.005, 1003.009, 1003",
    "1003.0051, 1003.009, 1003.01",
    "1003.015, 1003.019, 1003.02"
  })
  void future_isMarkedAtTheMedian(String mid, String traded, String expected) {
    index(1000);
    assertThat(mark(SPX_FUTURE, mid, traded, WIDE).getPrice()).isEqualTo(price(expected));
  }

  @Test
  @DisplayName("ORA-11 the band is at most a quarter of the price scan range")
  void band_isAtMostAQuarterOfTheScanRange() {
    index(1000);
    // A quarter of 4 % is 1 %, less than the band of 2 %.
    assertThat(mark(SPX_FUTURE, "1050", "1040", 40_000_000).getPrice()).isEqualTo(price("1010"));
    assertThat(mark(SPX_PERPETUAL, "-", "1040", 40_000_000).getPrice()).isEqualTo(price("1010"));
  }

  @Test
  @DisplayName("ORA-11 a band beyond a quarter of the price scan range cannot be set")
  void band_beyondAQuarterOfTheScanRange_isRefused() {
    TestHouse house = TestHouse.market();
    // The price scan range is 10 % by default.
    house.accepted(TestTx.param("oracle", "markBand", SPX, 25_000_000));
    assertThat(house.run(TestTx.param("oracle", "markBand", SPX, 25_000_001)).log())
        .contains("at most a quarter of the price scan range, now 25000000");
  }

  @Test
  @DisplayName("ORA-10 a perpetual's premium is a moving average with a constant of 30 minutes")
  void perpetual_smoothsItsPremium() {
    index(1000);
    // The first sample stands alone: 1 %.
    Mark first = mark(SPX_PERPETUAL, "-", "1010", WIDE);
    assertThat(first.getPremium()).isEqualTo(10_000_000);
    assertThat(first.getPrice()).isEqualTo(price("1010"));
    // 30 minutes later at no premium: 1 % × e⁻¹ = 0.3678794 %.
    OracleKeys.MARKS.put(state, SPX_PERPETUAL, first);
    Mark later = mark(SPX_PERPETUAL, "-", "1000", WIDE, 30 * MINUTE);
    assertThat(later.getPremium()).isEqualTo(3_678_794);
    assertThat(later.getPrice()).isEqualTo(price("1003.68"));
    // 15 minutes at a discount of 1 %: −1 % + 2 % × e^(−1/2) = 0.2130613 %.
    assertThat(mark(SPX_PERPETUAL, "-", "990", WIDE, 15 * MINUTE).getPremium())
        .isEqualTo(2_130_613);
    // After nine constants nothing is left of the old one.
    assertThat(mark(SPX_PERPETUAL, "-", "1002", WIDE, 270 * MINUTE).getPremium())
        .isEqualTo(2_000_000);
  }

  /** With a book: median of index, mid and trades. Without: the trades alone. */
  @ParameterizedTest
  @CsvSource({
    "-, -, 0",
    "-, 1003, 3000000",
    "-, 997, -3000000",
    "1005, 1003, 3000000",
    "1005, -, 0",
    "995, 1003, 0",
    "-, 1030, 20000000",
    "-, 900, -20000000"
  })
  void perpetual_samplesTheMarket(String mid, String traded, long premium) {
    index(1000);
    assertThat(mark(SPX_PERPETUAL, mid, traded, WIDE).getPremium()).isEqualTo(premium);
  }

  /** 2790 × exp(±rate × 30 / 365), computed at 50 digits. */
  @ParameterizedTest
  @DisplayName("ORA-08 carry is the index times exp((r − q) T)")
  @CsvSource({
    "50000000, 20000000, 2796.88794055",
    "0, 20000000, 2785.41746613",
    "30000000, 30000000, 2790"
  })
  void future_isCarriedToItsExpiry(long rate, long yield, String expected) {
    TestHouse house =
        TestHouse.of(
            TestGenesis.market()
                .addParams(param("oracle", "rate", SPX, rate))
                .addParams(param("oracle", "yield", SPX, yield))
                .build());
    house.price(SPX, price("2790")).block();
    long carry =
        Carry.price(house.state(), SPX, price("2790"), TIME_MILLIS + 30 * DAY_MILLIS, TIME_MILLIS);
    assertThat(carry).isEqualTo(price(expected));
    // A second after genesis is still the first minute.
    long tick = price("0.01");
    assertThat(Marks.price(house.state(), SPX_FUTURE)).hasValue((carry + tick / 2) / tick * tick);
  }

  @Test
  void tenor_isMeasuredFromTheFlooredMinute() {
    long expiry = TIME_MILLIS + DAY_MILLIS;
    assertThat(Carry.tenorMillis(state, SPX, expiry, TIME_MILLIS + MINUTE - 1))
        .isEqualTo(DAY_MILLIS);
    assertThat(Carry.tenorMillis(state, SPX, expiry, TIME_MILLIS + MINUTE))
        .isEqualTo(DAY_MILLIS - MINUTE);
    assertThat(Carry.tenorMillis(state, SPX, expiry, expiry)).isZero();
    assertThat(Carry.tenorMillis(state, SPX, expiry, expiry + MINUTE)).isZero();
  }

  @Test
  void noIndex_noMark() {
    assertThat(find(SPX_FUTURE, "1000", "1000", WIDE, 1000)).isNull();
  }

  @Test
  void mark_belowTheTickOrAboveTheMaximum_isARuleFailure() {
    OracleKeys.INDICES.put(state, SPX, Index.newBuilder().setPrice(400_000).build());
    assertThatThrownBy(() -> mark(SPX_FUTURE, "-", "-", WIDE)).isInstanceOf(RuleFailure.class);
    index(99_999);
    assertThatThrownBy(() -> mark(SPX_PERPETUAL, "-", "100100", WIDE))
        .isInstanceOf(RuleFailure.class);
  }

  @Test
  @DisplayName("ORA-14 a mark whose rule fails goes stale, and recovers with the rule")
  void ruleFailure_inAMark_makesItStale() {
    TestHouse house =
        TestHouse.of(
            TestGenesis.market().addParams(param("oracle", "rate", SPX, 500_000_000)).build());
    house.price(SPX, price("95950")).block();
    long before = Marks.price(house.state(), SPX_FUTURE).orElseThrow();
    assertThat(Marks.isFresh(house.state(), SPX_FUTURE, house.timeMillis())).isTrue();
    // Carried 30 days at 50 % it would be worth 100 548, above the greatest price of 100 000.
    house.price(SPX, price("96500"));
    BlockResult block = house.block();
    assertThat(block.events()).anyMatch(event -> event.type().equals("markFailed"));
    assertThat(Marks.price(house.state(), SPX_FUTURE)).hasValue(before);
    assertThat(Marks.isFresh(house.state(), SPX_FUTURE, house.timeMillis())).isFalse();
    assertThat(Marks.isFresh(house.state(), SPX_PERPETUAL, house.timeMillis())).isTrue();
    house.price(SPX, price("95950")).block();
    assertThat(Marks.isFresh(house.state(), SPX_FUTURE, house.timeMillis())).isTrue();
  }

  private void index(long price) {
    OracleKeys.INDICES.put(
        state,
        SPX,
        Index.newBuilder().setPrice(price * 100_000_000).setTimeMillis(TIME_MILLIS).build());
  }

  private Mark mark(int instrument, String mid, String traded, long scanRange) {
    return mark(instrument, mid, traded, scanRange, 1000);
  }

  private Mark mark(int instrument, String mid, String traded, long scanRange, long gap) {
    return Objects.requireNonNull(find(instrument, mid, traded, scanRange, gap));
  }

  private @Nullable Mark find(int instrument, String mid, String traded, long scanRange, long gap) {
    MarkRule rule =
        new MarkRule(new Fixed(optional(mid), optional(traded)), (reader, underlying) -> scanRange);
    Block block = new Block("test-1", 2, TIME_MILLIS + gap, TIME_MILLIS, List.of(), 0);
    return rule.mark(state, instrument, block);
  }

  private static OptionalLong optional(String decimal) {
    return decimal.equals("-") ? OptionalLong.empty() : OptionalLong.of(price(decimal));
  }

  private static long price(String decimal) {
    return new BigDecimal(decimal).movePointRight(8).longValueExact();
  }

  private record Fixed(OptionalLong mid, OptionalLong traded) implements MarkInputs {
    @Override
    public OptionalLong bookMid(Reader state, int instrument) {
      return mid;
    }

    @Override
    public OptionalLong tradeAverage(Reader state, int instrument, Block block) {
      return traded;
    }

    /** Traded at an index of 1000. */
    @Override
    public OptionalLong tradePremium(Reader state, int instrument, Block block) {
      return traded.isPresent()
          ? OptionalLong.of((traded.getAsLong() - 1000_00000000L) / 100)
          : traded;
    }
  }
}
