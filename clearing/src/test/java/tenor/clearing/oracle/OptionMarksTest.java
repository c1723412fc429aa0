package tenor.clearing.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.clearing.TestGenesis.DAY_MILLIS;
import static tenor.clearing.TestGenesis.SPX;
import static tenor.clearing.TestGenesis.SPX_FUTURE;
import static tenor.clearing.TestGenesis.TIME_MILLIS;
import static tenor.clearing.TestGenesis.param;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tenor.clearing.TestGenesis;
import tenor.clearing.TestHouse;
import tenor.clearing.kernel.BlockResult;
import tenor.clearing.proto.Genesis;
import tenor.clearing.proto.InstrumentType;
import tenor.clearing.proto.Kink;
import tenor.clearing.proto.ListInstrument;
import tenor.clearing.proto.Mark;
import tenor.clearing.proto.OptionSide;
import tenor.clearing.proto.PayoffTerms;
import tenor.clearing.proto.PremiumStyle;

class OptionMarksTest {
  private static final long PRICE = 1000_00000000L;
  private static final long MONTH = TIME_MILLIS + 30 * DAY_MILLIS;
  private static final long WEEK = TIME_MILLIS + 7 * DAY_MILLIS;
  private static final List<Long> FLAT = Collections.nCopies(11, 200_000_000L);

  private static final int CALL = 4;
  private static final int PUT = 5;
  private static final int FUTURES_STYLE = 6;
  private static final int ON_FUTURE = 7;
  private static final int DIGITAL = 8;

  private final TestHouse house = TestHouse.of(market().build());

  private static Genesis.Builder market() {
    return TestGenesis.market()
        .addParams(param("oracle", "rate", SPX, 50_000_000))
        .addInstruments(option("CALL", MONTH, OptionSide.OPTION_SIDE_CALL))
        .addInstruments(option("PUT", MONTH, OptionSide.OPTION_SIDE_PUT))
        .addInstruments(futuresStyle(option("CALL-F", MONTH, OptionSide.OPTION_SIDE_CALL)))
        .addInstruments(onFuture(option("CALL-SEVEN", WEEK, OptionSide.OPTION_SIDE_CALL)))
        .addInstruments(digital());
  }

  @Test
  @DisplayName("ORA-27 without a forward or a surface there is no mark")
  void option_withoutForwardOrSurface_hasNoMark() {
    house.price(SPX, PRICE).block();
    assertThat(Marks.price(house.state(), CALL)).isEmpty();
    assertThat(Marks.isFresh(house.state(), CALL, house.timeMillis())).isFalse();
    TestHouse silent = TestHouse.of(market().build()).surface(SPX, MONTH, FLAT);
    silent.block();
    assertThat(Marks.price(silent.state(), CALL)).isEmpty();
    silent.price(SPX, PRICE).block();
    assertThat(Marks.price(silent.state(), CALL)).isPresent();
  }

  /**
   * 20 % for 30 and 7 days: F = 1000 e^(0.05 × 30 ÷ 365) = 1004.12 on its tick; the option on the
   * future is struck at 1000 as well.
   */
  @Test
  @DisplayName("ORA-26 each kind of option has its model value, on the tick")
  void marks_areModelValues() {
    house.price(SPX, PRICE).surface(SPX, MONTH, FLAT).block();
    assertThat(mark(SPX_FUTURE).getPrice()).isEqualTo(1004_12000000L);
    assertThat(mark(CALL).getPrice()).isEqualTo(24_93000000L);
    assertThat(mark(PUT).getPrice()).isEqualTo(20_83000000L);
    assertThat(mark(FUTURES_STYLE).getPrice()).isEqualTo(25_04000000L);
    assertThat(mark(ON_FUTURE).getPrice()).isEqualTo(13_24000000L);
    assertThat(mark(DIGITAL).getPrice()).isEqualTo(51_50000000L);
    assertThat(mark(CALL))
        .isEqualTo(
            Mark.newBuilder()
                .setPrice(24_93000000L)
                .setTimeMillis(house.timeMillis())
                .setSurfaceMillis(house.timeMillis())
                .setHeight(1)
                .build());
  }

  @Test
  @DisplayName("ORA-12 a mark is as old as the index and the surface behind it")
  void mark_agesWithIndexAndSurface() {
    house.price(SPX, PRICE).surface(SPX, MONTH, FLAT).block();
    long observed = house.timeMillis();
    house.surface(SPX, MONTH, List.of()).blockAt(observed + 2 * DAY_MILLIS);
    long until = observed + 3 * DAY_MILLIS;
    assertThat(Marks.isFresh(house.state(), CALL, until)).isTrue();
    assertThat(Marks.isFresh(house.state(), CALL, until + 1)).isFalse();
    assertThat(Marks.isFresh(house.state(), SPX_FUTURE, until + 1)).isTrue();
    TestHouse other = TestHouse.of(market().build());
    other.price(SPX, PRICE).surface(SPX, MONTH, FLAT).block();
    other.silence(SPX).blockAt(observed + 2 * DAY_MILLIS);
    assertThat(Marks.isFresh(other.state(), CALL, until)).isTrue();
    assertThat(Marks.isFresh(other.state(), CALL, until + 1)).isFalse();
  }

  @Test
  void markThatSaysTheSame_isNotWrittenAgain() {
    house.price(SPX, PRICE).surface(SPX, MONTH, FLAT).block();
    house.block(house.timeMillis() + 1000, List.of(), 0);
    assertThat(mark(CALL).getHeight()).isEqualTo(1);
    // A minute later its time to expiry is shorter.
    house.block(house.timeMillis() + 60_000, List.of(), 0);
    assertThat(mark(FUTURES_STYLE).getHeight()).isIn(1L, 3L);
  }

  @Test
  @DisplayName("ORA-14 a mark whose rule fails goes stale, and costs no other")
  void ruleFailure_inOneMark_costsNoOther() {
    Genesis.Builder genesis = market();
    genesis.getUnderlyingsBuilder(0).setMaxPrice(1001_00000000L);
    genesis.clearInstruments();
    genesis.addInstruments(option("NEAR", WEEK, OptionSide.OPTION_SIDE_CALL));
    genesis.addInstruments(
        deep(option("FAR", TIME_MILLIS + 3000 * DAY_MILLIS, OptionSide.OPTION_SIDE_CALL)));
    TestHouse bounded = TestHouse.of(genesis.build()).price(SPX, PRICE);
    BlockResult block = bounded.surface(SPX, MONTH, FLAT).block();
    assertThat(Marks.price(bounded.state(), 1)).isPresent();
    assertThat(Marks.price(bounded.state(), 2)).isEmpty();
    assertThat(block.events())
        .filteredOn(event -> event.type().equals("markFailed"))
        .singleElement()
        .extracting(event -> event.attributes().getFirst().value())
        .isEqualTo("2");
  }

  @Test
  void expiredOption_isWorthWhatItPays() {
    house.price(SPX, 1010_00000000L).surface(SPX, MONTH, FLAT).block();
    house.blockAt(WEEK);
    assertThat(mark(ON_FUTURE).getPrice()).isBetween(13_00000000L, 14_00000000L);
    assertThat(mark(ON_FUTURE).getPrice()).isEqualTo(mark(SPX_FUTURE).getPrice() - PRICE);
  }

  private Mark mark(int instrument) {
    return Objects.requireNonNull(OracleKeys.MARKS.find(house.state(), instrument));
  }

  private static ListInstrument.Builder option(String symbol, long expiry, OptionSide side) {
    return TestGenesis.option(symbol, SPX, expiry, side, PRICE);
  }

  private static ListInstrument.Builder futuresStyle(ListInstrument.Builder terms) {
    terms.getOptionBuilder().setStyle(PremiumStyle.PREMIUM_STYLE_FUTURES);
    return terms;
  }

  private static ListInstrument.Builder onFuture(ListInstrument.Builder terms) {
    terms.getOptionBuilder().setFuture(SPX_FUTURE);
    return terms;
  }

  /** Struck at a unit: carried 3000 days at 5 % it is worth more than the greatest price. */
  private static ListInstrument.Builder deep(ListInstrument.Builder terms) {
    terms.getOptionBuilder().setStrike(1_00000000L).setStyle(PremiumStyle.PREMIUM_STYLE_FUTURES);
    return terms;
  }

  /** Pays 100 at 1000 and above. */
  private static ListInstrument.Builder digital() {
    return TestGenesis.instrument("DIGITAL", SPX, MONTH)
        .setType(InstrumentType.INSTRUMENT_TYPE_PAYOFF)
        .setPayoff(
            PayoffTerms.newBuilder()
                .setStyle(PremiumStyle.PREMIUM_STYLE_UP_FRONT)
                .addKinks(Kink.newBuilder().setStrike(PRICE).setJump(100_00000000L)));
  }
}
