package tenor.clearing.fixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds for every price in the last digit, and what is refused. */
class Black76Test {
  private static final long YEAR = 31_536_000_000L;
  private static final long PERCENT = Black76.ONE / 100;
  private static final int ROUNDS = 4_000;
  private static final long SEED = Long.getLong("tenor.seed", 1976);

  private final Random random = new Random(SEED);
  private final Black76 model = Black76.exact();

  /** An option of the domain. */
  private record Option(long forward, long strike, long vol, long time, int places) {
    Option withVol(long other) {
      return new Option(forward, strike, other, time, places);
    }

    Option withStrike(long other) {
      return new Option(forward, other, vol, time, places);
    }

    Option withTime(long other) {
      return new Option(forward, strike, vol, other, places);
    }

    long intrinsic(boolean call) {
      return Math.max(0, call ? forward - strike : strike - forward) << places;
    }
  }

  private Option any() {
    long forward = 1 + (long) (Math.exp(random.nextDouble() * 30) * 10);
    double reach = random.nextBoolean() ? 3 : 0.05;
    long strike = Math.max(1, (long) (forward * Math.exp((random.nextDouble() * 2 - 1) * reach)));
    long vol = PERCENT + (long) (random.nextDouble() * (random.nextBoolean() ? 399 : 40) * PERCENT);
    long time = (long) (YEAR * 10 * Math.pow(random.nextDouble(), 6));
    return new Option(forward, strike, vol, time, Black76.places(forward));
  }

  private long price(boolean call, Option option) {
    model.expiry(option.time(), YEAR);
    model.value(
        call, option.forward(), option.strike(), option.vol(), Black76.ONE, option.places());
    assertThat(model.price()).as("discounted by 1").isEqualTo(model.forwardPrice());
    return model.forwardPrice();
  }

  @Test
  void parityAndBounds_holdInTheLastDigit() {
    for (int i = 0; i < ROUNDS; i++) {
      Option option = any();
      long call = price(true, option);
      long put = price(false, option);
      String what = option + ", seed " + SEED;
      assertThat(call - put)
          .as(what)
          .isEqualTo((option.forward() - option.strike()) << option.places());
      assertThat(call)
          .as(what)
          .isBetween(option.intrinsic(true), option.forward() << option.places());
      assertThat(put)
          .as(what)
          .isBetween(option.intrinsic(false), option.strike() << option.places());
    }
  }

  @Test
  void price_neverFallsWithVolOrTime_inTheLastDigit() {
    for (int i = 0; i < ROUNDS; i++) {
      Option option = any();
      long more = 1 + (random.nextLong() >>> (8 + random.nextInt(55)));
      long vol = Math.min(4 * Black76.ONE, option.vol() + more);
      long time = Math.min(10 * YEAR, option.time() + 1 + random.nextInt(1_000));
      String what = option + " and " + vol + " or " + time + ", seed " + SEED;
      long price = price(true, option);
      assertThat(price(true, option.withVol(vol))).as(what).isGreaterThanOrEqualTo(price);
      assertThat(price(true, option.withTime(time))).as(what).isGreaterThanOrEqualTo(price);
    }
  }

  @Test
  void call_neverRisesWithTheStrike_andAPutNeverFalls_inTheLastDigit() {
    for (int i = 0; i < ROUNDS; i++) {
      Option option = any();
      Option above = option.withStrike(option.strike() + 1 + random.nextInt(i % 2 == 0 ? 3 : 999));
      String what = option + " and " + above + ", seed " + SEED;
      assertThat(price(true, above)).as(what).isLessThanOrEqualTo(price(true, option));
      assertThat(price(false, above)).as(what).isGreaterThanOrEqualTo(price(false, option));
    }
  }

  @Test
  void exactPrice_isTheNearest_asWideIntegersSay() {
    for (int i = 0; i < ROUNDS / 8; i++) {
      Option option = any();
      boolean call = option.strike() >= option.forward();
      long price = price(call, option);
      long wanted =
          price == option.intrinsic(call) && option.time() == 0
              ? price
              : Black76Exact.outOfTheMoney(
                  option.forward(),
                  option.strike(),
                  option.vol(),
                  option.time(),
                  YEAR,
                  option.places());
      assertThat(price).as("%s, seed %d", option, SEED).isEqualTo(wanted);
    }
  }

  /** Where 64 bits end on the wrong side of the middle between two; values at 60 digits. */
  @ParameterizedTest
  @CsvSource({
    // call, forward, strike, volatility in percent, days, places, value
    "true, 258900000000, 258900000000, 69, 482, 5, 2553641618248",
    "false, 222200000000, 197758000000, 57, 256, 5, 913334751566",
    "true, 119200000000, 134696000000, 44, 534, 6, 1252642857109",
    "false, 19400000000, 17848000000, 78, 371, 8, 1267197735012",
    "false, 330400000000, 307272000000, 27, 705, 4, 588176596211",
    "true, 338500000000, 345270000000, 64, 12, 4, 202611102334"
  })
  void exactPrice_nextToATie_isTheNearest(
      boolean call, long forward, long strike, long vol, long days, int places, long value) {
    assertThat(price(call, new Option(forward, strike, vol * PERCENT, days * YEAR / 365, places)))
        .isEqualTo(value);
  }

  @Test
  void price_isTheForwardPriceDiscounted_toTheNearest() {
    for (int i = 0; i < ROUNDS; i++) {
      Option option = any();
      long discount = (long) (random.nextDouble() * 7.9 * Black76.ONE);
      long forwardPrice = price(true, option);
      model.value(true, option.forward(), option.strike(), option.vol(), discount, option.places());
      BigDecimal exact =
          BigDecimal.valueOf(forwardPrice).multiply(BigDecimal.valueOf(discount, 18));
      // The factor has 60 binary places.
      BigDecimal slack = new BigDecimal("0.500001").add(exact.movePointLeft(17));
      assertThat(BigDecimal.valueOf(model.price()).subtract(exact).abs())
          .as("%s × %d, seed %d", option, discount, SEED)
          .isLessThan(slack);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0", "1000000000000000000, 10, 10", "7900000000000000000, 79, 79"})
  void discount_fromNothingToItsMost_isAllowed(long discount, long call, long delta) {
    model.expiry(YEAR, YEAR);
    model.value(true, 110, 100, 0, discount, 0);
    assertThat(model.price()).isEqualTo(call);
    assertThat(model.delta() / (1 << 10)).isEqualTo((delta << (Black76.DELTA_PLACES - 10)) / 10);
    assertThat(model.forwardPrice()).isEqualTo(10);
  }

  @Test
  void fastPrice_isAtMostAUnitFromTheExactOne() {
    Black76 fast = Black76.fast();
    for (int i = 0; i < ROUNDS; i++) {
      Option o = any();
      fast.expiry(o.time(), YEAR);
      fast.value(true, o.forward(), o.strike(), o.vol(), Black76.ONE, o.places());
      assertThat(Math.abs(fast.forwardPrice() - price(true, o)))
          .as("%s, seed %d", o, SEED)
          .isLessThanOrEqualTo(1);
      assertThat(fast.delta()).isEqualTo(model.delta());
    }
  }

  @Test
  void fastPrice_onAFineGrid_isWithinTheDoubtOfTheExactOne() {
    Black76 fast = Black76.fast();
    for (int i = 0; i < ROUNDS / 4; i++) {
      long forward = (1L << 60) + (random.nextLong() >>> 4);
      long strike = (long) (forward * Math.exp(-random.nextDouble() * (i % 2 == 0 ? 3 : 0.1)));
      long vol = PERCENT + (long) (random.nextDouble() * 399 * PERCENT);
      long time = YEAR / 1000 + (long) (YEAR * 9 * Math.pow(random.nextDouble(), 4));
      fast.expiry(time, YEAR);
      fast.value(false, forward, strike, vol, Black76.ONE, 0);
      long exact = Black76Exact.outOfTheMoney(forward, strike, vol, time, YEAR, 0);
      // 32 of 2⁻⁶² of the forward, which is between 2⁶⁰ and 2⁶¹, and a half.
      assertThat(Math.abs(fast.forwardPrice() - exact))
          .as("%d %d %d %d, seed %d", forward, strike, vol, time, SEED)
          .isLessThanOrEqualTo(17);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "100, 90, 0, 1000, 10, 0",
    "90, 100, 0, 1000, 0, 10",
    "90, 100, 1000000000000000000, 0, 0, 10",
    "110, 100, 1000000000000000000, 0, 10, 0",
    // σ√T just below 10⁻⁵, a year of 10¹⁰ units: nothing but the intrinsic value.
    "100, 100, 9999999999999, 10000000000, 0, 0",
  })
  void value_withoutTimeOrVol_isIntrinsic(
      long forward, long strike, long vol, long time, long call, long put) {
    model.expiry(time, 10_000_000_000L);
    model.value(true, forward, strike, vol, Black76.ONE, 0);
    assertThat(model.forwardPrice()).isEqualTo(call);
    assertThat(model.delta()).isEqualTo(call > 0 ? 1L << Black76.DELTA_PLACES : 0);
    assertThat(model.gamma() + model.vega() + model.theta()).isZero();
    model.value(false, forward, strike, vol, Black76.ONE, 0);
    assertThat(model.forwardPrice()).isEqualTo(put);
    assertThat(model.delta()).isEqualTo(put > 0 ? -(1L << Black76.DELTA_PLACES) : 0);
  }

  @Test
  void value_fromTheLeastDeviation_isTheModels() {
    long forward = 1L << 50;
    model.expiry(YEAR, YEAR);
    model.value(true, forward, forward, 10_000_000_000_000L, Black76.ONE, 0);
    // F s ÷ √(2π) at the money: 2⁵⁰ × 10⁻⁵ × 0.39894.
    assertThat(model.forwardPrice()).isEqualTo(4_491_690_763L);
    model.value(true, forward, forward, 9_999_999_999_999L, Black76.ONE, 0);
    assertThat(model.forwardPrice()).isZero();
    // Nor further below, where the model would still give something.
    for (long vol = 5_000_000_000_000L; vol > 0; vol /= 2) {
      model.value(true, forward, forward, vol, Black76.ONE, 0);
      assertThat(model.forwardPrice() + model.gamma() + model.vega()).as("vol %d", vol).isZero();
    }
  }

  @Test
  void deviation_upToItsMost_isAllowed() {
    // 4 × √10 is 12.65, and 4 × √10.09 above 12.7.
    model.expiry(1000, 100);
    model.value(true, 1L << 40, 1L << 40, 4 * Black76.ONE, Black76.ONE, 0);
    assertThat(model.forwardPrice()).isEqualTo((1L << 40) - 279);
    model.expiry(1009, 100);
    assertThatThrownBy(() -> model.value(true, 9, 9, 4 * Black76.ONE, Black76.ONE, 0))
        .isInstanceOf(RuleFailure.class);
    model.expiry(1100, 100);
    assertThatThrownBy(() -> model.value(true, 9, 9, 4 * Black76.ONE, Black76.ONE, 0))
        .isInstanceOf(RuleFailure.class);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 9223372036854775807, 0",
    "9223372036854775807, 1, 0",
    "4611686018427387903, 1, 0",
    "1, 1, 60",
    "1, 4000000000, 30",
    "4000000000, 1, 30",
  })
  void value_farOutOfTheOrdinary_keepsParityAndBounds(long forward, long strike, int places) {
    if (Long.numberOfLeadingZeros(forward | strike) <= places + 1) {
      assertThatThrownBy(() -> model.value(true, forward, strike, PERCENT, Black76.ONE, places))
          .isInstanceOf(RuleFailure.class);
      return;
    }
    for (long percent = 0; percent <= 400; percent += 10) {
      Option option = new Option(forward, strike, percent * PERCENT, 10 * YEAR, places);
      long call = price(true, option);
      long put = price(false, option);
      assertThat(call - put).isEqualTo((forward - strike) << places);
      assertThat(Math.min(call, put)).isBetween(0L, Math.min(forward, strike) << places);
      if (percent > 0) {
        long wanted =
            Black76Exact.outOfTheMoney(forward, strike, percent * PERCENT, 10 * YEAR, YEAR, places);
        assertThat(Math.min(call, put)).as(option.toString()).isEqualTo(wanted);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 1, 1, 0",
    "1, 0, 1, 1, 0",
    "-1, 1, 1, 1, 0",
    "1, -1, 1, 1, 0",
    "1, 1, -1, 1, 0",
    "1, 1, 1, -1, 0",
    "1, 1, 1, 7900000000000000001, 0",
    "1, 1, 1, 1, -1",
    "1, 1, 1, 1, 62",
    "9223372036854775807, 1, 1, 1, 0",
  })
  void value_outOfItsDomain_isRefused(
      long forward, long strike, long vol, long discount, int places) {
    model.expiry(YEAR, YEAR);
    assertThatThrownBy(() -> model.value(true, forward, strike, vol, discount, places))
        .isInstanceOf(RuleFailure.class);
  }

  @Test
  void expiry_outOfItsDomain_isRefused() {
    assertThatThrownBy(() -> model.expiry(-1, 1)).isInstanceOf(RuleFailure.class);
    assertThatThrownBy(() -> model.expiry(1, 0)).isInstanceOf(RuleFailure.class);
    // 9 × √10 is above 12.7.
    model.expiry(10, 1);
    assertThatThrownBy(() -> model.value(true, 1, 1, 9 * Black76.ONE, Black76.ONE, 0))
        .isInstanceOf(RuleFailure.class);
    model.expiry(1_000_000, 1);
    assertThatThrownBy(() -> model.value(true, 1, 1, Black76.ONE, Black76.ONE, 0))
        .isInstanceOf(RuleFailure.class);
  }

  @Test
  void value_onceWarm_allocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Black76 fast = Black76.fast();
    long sum = run(fast, 20_000);
    long before = threads.getCurrentThreadAllocatedBytes();
    sum += run(fast, 20_000);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated).as("bytes, sum %d", sum).isLessThan(20_000);
  }

  private static long run(Black76 model, int count) {
    long sum = 0;
    for (int i = 1; i <= count; i++) {
      model.expiry(i, 365);
      model.value(i % 2 == 0, 1_000_000 + i, 1_000_000, PERCENT * 20, Black76.ONE, 20);
      sum += model.price() + model.delta() + model.vega();
    }
    return sum;
  }
}
