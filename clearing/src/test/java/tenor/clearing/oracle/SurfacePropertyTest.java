package tenor.clearing.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.clearing.TestGenesis.DAY_MILLIS;
import static tenor.clearing.TestGenesis.SPX;
import static tenor.clearing.TestGenesis.TIME_MILLIS;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tenor.clearing.Seeded;
import tenor.clearing.TestGenesis;
import tenor.clearing.TestHouse;
import tenor.clearing.kernel.BlockResult;
import tenor.clearing.proto.Genesis;
import tenor.clearing.proto.OptionSide;

/** Whatever is reported, what stands admits no arbitrage at the listed strikes. */
class SurfacePropertyTest {
  private static final int[] LISTED_DAYS = {7, 20, 30, 45, 90};
  private static final int[] REPORTED_DAYS = {14, 30, 60};
  private static final int[] ALL_DAYS = {7, 14, 20, 30, 45, 60, 90};
  private static final double YEAR = 365.0 * DAY_MILLIS;
  private static final double INDEX = 1000;
  private static final long PRICE = 1000_00000000L;

  /** Volatilities are read in 10⁻⁹, which moves a price of 1000 by less than this. */
  private static final double ROUNDING = 3e-7;

  @Test
  void standingSurfaces_admitNoArbitrageAtListedStrikes() {
    int[] counts = new int[2];
    Seeded.run(
        12,
        random -> {
          List<Integer> strikes = strikes(random);
          TestHouse house = TestHouse.of(market(strikes)).price(SPX, PRICE);
          for (int block = 0; block < 12; block++) {
            for (int days : REPORTED_DAYS) {
              house.surface(SPX, day(days), vols(random));
            }
            BlockResult result = house.blockAt(house.timeMillis() + random.nextInt(1, 40_000_000));
            boolean refused =
                result.events().stream().anyMatch(event -> event.type().equals("surfaceRefused"));
            counts[refused ? 1 : 0]++;
            if (!Surfaces.rows(house.state(), SPX).isEmpty()) {
              check(house, strikes);
            }
          }
        });
    if (Long.getLong("tenor.seed") == null) {
      assertThat(counts[0]).as("blocks accepted").isGreaterThan(20);
      assertThat(counts[1]).as("blocks with a refusal").isGreaterThan(20);
    }
  }

  private static void check(TestHouse house, List<Integer> strikes) {
    for (int days : LISTED_DAYS) {
      double before = INDEX;
      double beforeStrike = 0;
      double slope = -1;
      for (int strike : strikes) {
        double call = call(strike, vol(house, days, strike), years(house, days));
        double steeper = (call - before) / (strike - beforeStrike);
        double doubt = 2 * ROUNDING / (strike - beforeStrike);
        assertThat(call)
            .as("call %d, %d days", strike, days)
            .isLessThanOrEqualTo(before + ROUNDING);
        assertThat(steeper).as("slope at %d, %d days", strike, days).isGreaterThan(slope - doubt);
        before = call;
        beforeStrike = strike;
        slope = steeper;
      }
    }
    for (int strike : strikes) {
      double before = 0;
      for (int days : ALL_DAYS) {
        double variance = Math.pow(vol(house, days, strike), 2) * years(house, days);
        assertThat(variance)
            .as("strike %d, %d days", strike, days)
            .isGreaterThan(before * (1 - 1e-7));
        before = variance;
      }
    }
  }

  private static double vol(TestHouse house, int days, int strike) {
    return Surfaces.vol(house.state(), SPX, day(days), strike * 100_000_000L, PRICE).orElseThrow()
        / 1e9;
  }

  private static double years(TestHouse house, int days) {
    return (day(days) - house.timeMillis()) / YEAR;
  }

  private static double call(double strike, double vol, double years) {
    double deviation = vol * Math.sqrt(years);
    double upper = Math.log(INDEX / strike) / deviation + deviation / 2;
    return INDEX * distribution(upper) - strike * distribution(upper - deviation);
  }

  /** Φ by its series (Marsaglia, "Evaluating the normal distribution", 2004). */
  private static double distribution(double z) {
    if (Math.abs(z) > 8) {
      return z > 0 ? 1 : 0;
    }
    double term = z;
    double sum = z;
    for (int n = 3; Math.abs(term) > 1e-18; n += 2) {
      term *= z * z / n;
      sum += term;
    }
    return 0.5 + sum * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
  }

  private static List<Integer> strikes(Random random) {
    List<Integer> strikes = new ArrayList<>();
    for (int strike = 600; strike < 1500; strike += random.nextInt(10, 60)) {
      strikes.add(strike);
    }
    return strikes;
  }

  private static Genesis market(List<Integer> strikes) {
    Genesis.Builder market = TestGenesis.market();
    for (int days : LISTED_DAYS) {
      for (int strike : strikes) {
        market.addInstruments(
            TestGenesis.option(
                "SPX-" + days + "-" + strike,
                SPX,
                day(days),
                OptionSide.OPTION_SIDE_PUT,
                strike * 100_000_000L));
      }
    }
    return market.build();
  }

  /** A smile like those of equity indices, with noise that is sometimes too much. */
  private static List<Long> vols(Random random) {
    double atm = random.nextDouble(0.19, 0.21);
    double slope = random.nextDouble(-0.2, 0.02);
    double curve = random.nextDouble(0, 0.02);
    double noise = random.nextInt(8) == 0 ? 0.03 : 0.001;
    List<Long> vols = new ArrayList<>();
    for (int i = -5; i <= 5; i++) {
      double z = i / 2.0;
      double vol = atm * (1 + slope * z + curve * z * z + noise * random.nextGaussian());
      vols.add((long) (1e9 * vol));
    }
    return vols;
  }

  private static long day(int days) {
    return TIME_MILLIS + days * DAY_MILLIS;
  }
}
