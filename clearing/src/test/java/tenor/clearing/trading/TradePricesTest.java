package tenor.clearing.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.clearing.TestGenesis.SPX_FUTURE;

import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tenor.clearing.TestHouse;
import tenor.clearing.kernel.Block;
import tenor.clearing.kernel.Overlay;
import tenor.clearing.proto.TradeSample;
import tenor.clearing.proto.TradeStats;

@DisplayName("TRD-15 the average trade price of five minutes")
class TradePricesTest {
  private static final long WINDOW = 300_000;

  private final Overlay state = new Overlay(TestHouse.market().state());

  /**
   * Seconds@price of each trade, the time asked for and the one of the block before, in seconds;
   * and the average, worked out by hand.
   */
  @ParameterizedTest
  @CsvSource({
    // (100 × 100 + 110 × 100 + 130 × 100) / 300.
    "0@100 100@110 200@130, 300, 299, 113.33333333",
    // The 110 of before is carried into the window: (110 × 100 + 130 × 200) / 300.
    "0@100 100@110 200@130, 400, 399, 123.33333333",
    "0@100 100@110 200@130, 500, 499, 130",
    "0@100 100@110 200@130, 501, 500, none",
    // The first trade has nothing before it to carry in.
    "200@130, 300, 299, 130",
    "200@130, 200, 199, 130",
    "200@130 240@140, 300, 299, 136",
    // Of trades within five seconds the last stands for all.
    "0@100 2@200 4@300 100@100, 200, 199, 200",
    "0@100 5@200, 10, 9, 150",
    // A gap longer than the window is the window.
    "0@100 100@110, 1000, 100, 110",
    "0@100 100@110, 1000, 101, none"
  })
  void average_isTimeWeighted(String trades, long now, long before, String expected) {
    TradeStats stats = TradeStats.getDefaultInstance();
    for (String trade : trades.split(" ", -1)) {
      String[] parts = trade.split("@", -1);
      stats = record(stats, Long.parseLong(parts[0]) * 1000, Long.parseLong(parts[1]));
    }
    TradingKeys.STATS.put(state, SPX_FUTURE, stats);
    Block block = new Block("test-1", 9, now * 1000, before * 1000, List.of(), 0);
    assertThat(new TradePrices().tradeAverage(state, SPX_FUTURE, block))
        .isEqualTo(
            expected.equals("none")
                ? OptionalLong.empty()
                : OptionalLong.of(new BigDecimal(expected).movePointRight(8).longValueExact()));
  }

  @Test
  void samples_areBounded() {
    TradeStats stats = TradeStats.getDefaultInstance();
    for (int i = 0; i < 10_000; i++) {
      stats = record(stats, i * 200L, 100);
    }
    assertThat(stats.getSamplesCount()).isLessThanOrEqualTo(62);
    assertThat(stats.getTrades()).isEqualTo(10_000);
    assertThat(stats.getVolume()).isEqualTo(20_000);
    assertThat(stats.getLastTimeMillis()).isEqualTo(9_999 * 200L);
  }

  @Test
  void withoutTrades_thereIsNoAverage_andNoBookAtAll() {
    Block block = new Block("test-1", 9, 1000, 0, List.of(), 0);
    assertThat(new TradePrices().tradeAverage(state, SPX_FUTURE, block)).isEmpty();
    assertThat(new TradePrices().bookMid(state, SPX_FUTURE)).isEmpty();
  }

  /** Two contracts at a price whose premium is its negative. */
  private static TradeStats record(TradeStats before, long timeMillis, long price) {
    TradeSample traded =
        TradeSample.newBuilder()
            .setTimeMillis(timeMillis)
            .setPrice(price * 100_000_000)
            .setPremium(-price * 100_000_000)
            .build();
    return TradePrices.record(before, traded, 2, WINDOW);
  }
}
