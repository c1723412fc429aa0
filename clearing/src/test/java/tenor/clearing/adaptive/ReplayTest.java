package tenor.clearing.adaptive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tenor.clearing.TestGenesis;
import tenor.clearing.TestHouse;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.margin.InForce;
import tenor.clearing.proto.AdaptiveRange;
import tenor.clearing.proto.Genesis;
import tenor.clearing.proto.ListAsset;
import tenor.clearing.proto.ListMarginClass;
import tenor.clearing.proto.ListUnderlying;
import tenor.clearing.risk.AdaptiveTerms;
import tenor.clearing.risk.BreachCount;
import tenor.clearing.risk.TrafficLight;
import tenor.clearing.risk.Volatility;

/**
 * The price scan ranges of a chain that had one close an epoch, from 1992 to 2014, against the
 * backtest of the same closes: the same margins, epoch by epoch, and the same breaches.
 */
class ReplayTest {
  private static final Path VECTORS =
      Path.of("..", "node", "src", "test", "resources", "vectors", "backtest");
  private static final long CONFIDENCE = 990_000_000;

  /** The margins of one column as a backtest computes them, one close after another. */
  private static final class Model {
    private final TrafficLight light = TrafficLight.of(CONFIDENCE);
    private final List<Long> first = new ArrayList<>();
    private BreachCount breaches = BreachCount.NONE;
    private @Nullable Volatility volatility;
    private long close;
    private long margin;

    void next(long price) {
      if (close > 0) {
        moved(Volatility.logReturn(close, price));
      }
      close = price;
    }

    private void moved(long move) {
      if (volatility == null) {
        first.add(move);
        if (first.size() < Volatility.WINDOW) {
          return;
        }
        volatility = Volatility.of(first, 0, AdaptiveTerms.STANDARD);
      } else {
        breaches = breaches.with(Math.abs(move) > margin);
        volatility = volatility.next(move, AdaptiveTerms.STANDARD);
      }
      margin = volatility.scanRange(AdaptiveTerms.STANDARD, light.factor(breaches.count()));
    }
  }

  @DisplayName("ADP-02 ADP-03 ADP-04: a replay has the margins of the backtest, epoch by epoch")
  @Test
  void replay_ofDailyCloses_hasTheMarginsOfTheBacktest() throws IOException {
    List<String> lines = Files.readAllLines(VECTORS.resolve("daily-closes.csv"));
    List<String> names = List.of(lines.getFirst().split(",", -1));
    TestHouse house = TestHouse.of(genesis(names)).step(TestGenesis.DAY_MILLIS);
    List<Model> models = new ArrayList<>();
    List<Long> breached = new ArrayList<>();
    for (int column = 1; column < names.size(); column++) {
      models.add(new Model());
      breached.add(0L);
    }
    for (String line : lines.subList(1, lines.size())) {
      List<String> cells = List.of(line.split(",", -1));
      for (int column = 1; column < names.size(); column++) {
        if (cells.get(column).isEmpty()) {
          house.silence(column);
        } else {
          long price = new BigDecimal(cells.get(column)).movePointRight(8).longValueExact();
          house.price(column, price);
          models.get(column - 1).next(price);
        }
      }
      house.block();
      for (int column = 1; column < names.size(); column++) {
        AdaptiveRange range = AdaptiveKeys.RANGES.get(house.state(), column);
        Model model = models.get(column - 1);
        assertThat(range.getPriceScanRange())
            .as("%s on %s", names.get(column), cells.getFirst())
            .isEqualTo(model.margin);
        assertThat(InForce.priceScanRange(house.state(), column))
            .isEqualTo(model.margin > 0 ? model.margin : 100_000_000);
        boolean isNew = range.getBreachesList().contains(range.getMargins());
        if (isNew && !cells.get(column).isEmpty()) {
          breached.set(column - 1, breached.get(column - 1) + 1);
        }
      }
    }
    JsonNode expected =
        new ObjectMapper().readTree(VECTORS.resolve("backtest-expected.json").toFile());
    for (int column = 1; column < names.size(); column++) {
      JsonNode figures = expected.get(names.get(column));
      assertThat(breached.get(column - 1)).isEqualTo(figures.get("breaches").longValue());
      assertThat(AdaptiveKeys.RANGES.require(house.state(), column).getMargins())
          .isEqualTo(figures.get("epochs").longValue());
    }
  }

  /** An underlying per column, a period of risk of one epoch, no limit to a day's move. */
  private static Genesis genesis(List<String> names) {
    Genesis.Builder genesis =
        TestGenesis.bare()
            .addAssets(ListAsset.newBuilder().setSymbol("USD"))
            .addMarginClasses(ListMarginClass.newBuilder().setSymbol("ALL").setAsset(1))
            .addParams(TestGenesis.param("oracle", "maxMove", 0, Fixed.FRACTION_ONE))
            .addParams(TestGenesis.param("margin", "mporDays", 0, Fixed.FRACTION_ONE));
    for (String name : names.subList(1, names.size())) {
      genesis.addUnderlyings(
          ListUnderlying.newBuilder()
              .setSymbol(name)
              .setMarginClass(1)
              .setMaxPrice(100_000 * Fixed.PRICE_ONE));
    }
    return genesis.build();
  }
}
