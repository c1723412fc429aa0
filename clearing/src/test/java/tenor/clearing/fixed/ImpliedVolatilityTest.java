package tenor.clearing.fixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The implied volatility is the least that reaches the price, by its definition. */
class ImpliedVolatilityTest {
  private static final long YEAR = 31_536_000_000L;
  private static final long FINE = 1_000_000_000L;
  private static final long SEED = Long.getLong("tenor.seed", 400);

  private final Random random = new Random(SEED);
  private final Black76 model = Black76.exact();
  private final ImpliedVolatility implied = new ImpliedVolatility();

  private long price(boolean call, long forward, long strike, long vol) {
    model.value(call, forward, strike, vol * FINE, Black76.ONE, Black76.places(forward));
    return model.forwardPrice();
  }

  @Test
  void answer_isTheLeastVolThatReachesThePrice() {
    int distinct = 0;
    for (int i = 0; i < 2_000; i++) {
      long forward = 1_000_000 + (random.nextLong() >>> 20);
      boolean near = random.nextBoolean();
      long strike = (long) (forward * Math.exp(random.nextGaussian() * (near ? 0.2 : 1)));
      long time = 1 + (long) (YEAR * 10 * Math.pow(random.nextDouble(), 4));
      long vol = ImpliedVolatility.LEAST + random.nextInt(1_990_000_000) * (near ? 1L : 2L);
      boolean call = random.nextBoolean();
      model.expiry(time, YEAR);
      implied.expiry(time, YEAR);
      long price = price(call, forward, strike, vol);
      long answer = implied.of(call, forward, strike, price, Black76.places(forward));
      String what = "%b %d %d %d %d, seed %d".formatted(call, forward, strike, time, vol, SEED);
      assertThat(answer).as(what).isBetween(ImpliedVolatility.LEAST, vol);
      assertThat(price(call, forward, strike, answer)).as(what).isEqualTo(price);
      if (answer > ImpliedVolatility.LEAST) {
        assertThat(price(call, forward, strike, answer - 1)).as(what).isLessThan(price);
      }
      distinct += answer == vol ? 1 : 0;
    }
    assertThat(distinct).as("vols found again to the last digit").isGreaterThan(1_000);
  }

  @Test
  void search_costsHalfOfWhatHalvingWould() {
    int rounds = 1_000;
    int sum = 0;
    for (int i = 0; i < rounds; i++) {
      long forward = 1_000_000 + (random.nextLong() >>> 20);
      long strike = (long) (forward * Math.exp(random.nextGaussian() * 0.2));
      long time = YEAR / 365 + (long) (YEAR * 10 * random.nextDouble());
      long vol = 100_000_000L + random.nextInt(1_000_000_000);
      model.expiry(time, YEAR);
      implied.expiry(time, YEAR);
      long price = price(false, forward, strike, vol);
      implied.of(false, forward, strike, price, Black76.places(forward));
      sum += implied.valuations();
    }
    // Halving 4 × 10⁹ until one is left takes 32, and the limits 2; this takes 13.
    assertThat((double) sum / rounds).as("valuations, seed %d", SEED).isBetween(5.0, 14.5);
  }

  @Test
  void price_betweenTwoOfTheModel_givesTheUpperVol() {
    model.expiry(YEAR, YEAR);
    implied.expiry(YEAR, YEAR);
    long forward = 100_000_000;
    long above = price(true, forward, forward, 250_000_001);
    assertThat(price(true, forward, forward, 250_000_000)).isLessThan(above - 1);
    int places = Black76.places(forward);
    assertThat(implied.of(true, forward, forward, above - 1, places)).isEqualTo(250_000_001);
    assertThat(implied.of(true, forward, forward, above + 1, places)).isEqualTo(250_000_002);
  }

  @Test
  void price_thatNoVolGives_isRefused() {
    model.expiry(YEAR, YEAR);
    implied.expiry(YEAR, YEAR);
    long forward = 100_000_000;
    long strike = 90_000_000;
    int places = Black76.places(forward);
    long intrinsic = (forward - strike) << places;
    long most = price(true, forward, strike, ImpliedVolatility.MOST);
    assertThatThrownBy(() -> implied.of(true, forward, strike, intrinsic - 1, places))
        .isInstanceOf(RuleFailure.class);
    assertThatThrownBy(() -> implied.of(true, forward, strike, most + 1, places))
        .isInstanceOf(RuleFailure.class);
    assertThat(implied.of(true, forward, strike, intrinsic, places))
        .isEqualTo(ImpliedVolatility.LEAST);
    assertThat(implied.of(true, forward, strike, most, places)).isLessThanOrEqualTo(4_000_000_000L);
  }
}
