package tenor.clearing.instruments;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.clearing.TestGenesis.DAY_MILLIS;
import static tenor.clearing.TestGenesis.EUR;
import static tenor.clearing.TestGenesis.NDQ_FUTURE;
import static tenor.clearing.TestGenesis.SPX;
import static tenor.clearing.TestGenesis.SPX_FUTURE;
import static tenor.clearing.TestGenesis.SPX_PERPETUAL;
import static tenor.clearing.TestGenesis.TIME_MILLIS;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tenor.clearing.TestGenesis;
import tenor.clearing.TestHouse;
import tenor.clearing.TestPackages;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.proto.Instrument;
import tenor.clearing.proto.InstrumentStatus;
import tenor.clearing.proto.InstrumentType;
import tenor.clearing.proto.ListInstrument;
import tenor.clearing.proto.ListMarginClass;
import tenor.clearing.proto.ListUnderlying;
import tenor.clearing.proto.OptionTerms;

class PackagesTest {
  /**
   * The market of {@link TestGenesis}; 4 is a package, 5 a future in a class that settles in euro,
   * 6 is frozen, 7 has so many units a contract that a thousand of it are too much.
   */
  private final TestHouse house =
      TestHouse.of(
          TestGenesis.market()
              .addMarginClasses(ListMarginClass.newBuilder().setSymbol("EU").setAsset(EUR))
              .addUnderlyings(
                  ListUnderlying.newBuilder()
                      .setSymbol("DAX")
                      .setMarginClass(2)
                      .setMaxPrice(100_000 * Fixed.PRICE_ONE))
              .addInstruments(TestPackages.terms("OLD", SPX_FUTURE, 1, NDQ_FUTURE, -1))
              .addInstruments(TestGenesis.instrument("DAX-F", 3, TIME_MILLIS + 30 * DAY_MILLIS))
              .addInstruments(TestGenesis.instrument("HALTED", SPX, 0))
              .addInstruments(
                  TestGenesis.instrument("VAST", SPX, 0)
                      .setMultiplier(1_000_000 * Fixed.AMOUNT_ONE)
                      .setPositionLimit(40))
              .build());

  private static final int NEXT = 8;

  /** Legs are instrument:ratio. */
  @ParameterizedTest(name = "{0} tick {1} multiplier {2} is {3}")
  @DisplayName("INS-23, INS-24 what packages may be")
  @CsvSource({
    "1:1 2:-1, 1000000, 100000000, 0",
    "1:1000 2:-1000 3:1, 1000000, 100000000, 0",
    "'', 1000000, 100000000, 4027",
    "1:1, 1000000, 100000000, 4027",
    "1:1 1:-1, 1000000, 100000000, 4027",
    "1:1 2:0, 1000000, 100000000, 4027",
    "1:1 2:1001, 1000000, 100000000, 4027",
    "1:1 2:-1001, 1000000, 100000000, 4027",
    "1:1 2:-9223372036854775808, 1000000, 100000000, 4027",
    "1:1 2:1 3:1 5:1 6:1 7:1 8:1 9:1 10:1, 1000000, 100000000, 4027",
    "1:1 99:-1, 1000000, 100000000, 4028",
    "1:1 0:-1, 1000000, 100000000, 4028",
    "1:1 4:-1, 1000000, 100000000, 4028",
    "1:1 5:-1, 1000000, 100000000, 4028",
    "1:1 6:-1, 1000000, 100000000, 4028",
    // 46 contracts at 100 000 × 10⁶ units are just below 2⁶², 47 are not; both legs add up.
    "1:1 7:46, 1000000, 100000000, 0",
    "1:1 7:-46, 1000000, 100000000, 0",
    "1:1 7:47, 1000000, 100000000, 4017",
    "1:1000 2:1000 3:1000 7:46, 1000000, 100000000, 4017",
    "1:1 2:-1, 0, 100000000, 4011",
    "1:1 2:-1, 1000000000000000001, 100000000, 4011",
    "1:1 2:-1, 1000000, 0, 4012",
    "1:1 2:-1, 1000000, 1000000000000001, 4012",
    "1:1 2:-1, 1000000, 150, 4015"
  })
  void package_isListedOnSoundTermsAlone(String legs, long tick, long multiplier, int code) {
    house.change(state -> Listings.setStatus(state, 6, InstrumentStatus.INSTRUMENT_STATUS_FROZEN));
    ListInstrument.Builder terms =
        TestPackages.terms("NEW", numbers(legs)).setTick(tick).setMultiplier(multiplier);
    assertThat(house.run(TestPackages.list(terms)).code()).isEqualTo(code);
    if (code == 0) {
      Instrument listed = Listings.instrument(house.state(), NEXT);
      assertThat(listed.getPackage()).isEqualTo(terms.getPackage());
      assertThat(listed.getStatus()).isEqualTo(InstrumentStatus.INSTRUMENT_STATUS_LISTED);
      assertThat(Listings.liveInstruments(house.state())).doesNotContain(4, NEXT);
    }
  }

  private static long[] numbers(String legs) {
    return legs.isEmpty()
        ? new long[0]
        : Arrays.stream(legs.split("[ :]", -1)).mapToLong(Long::parseLong).toArray();
  }

  @Test
  @DisplayName("INS-23 a package has legs, and nothing that its legs have")
  void packageTerms_goWithTheirType() {
    ListInstrument.Builder good = TestPackages.terms("NEW", SPX_FUTURE, 1, NDQ_FUTURE, -1);
    for (ListInstrument.Builder bad :
        new ListInstrument.Builder[] {
          good.clone().clearPackage(),
          good.clone().setUnderlying(SPX),
          good.clone().setExpiryMillis(TIME_MILLIS + DAY_MILLIS),
          good.clone().setPositionLimit(1),
          good.clone().setOption(OptionTerms.getDefaultInstance()),
          TestGenesis.instrument("NEW", SPX, 0).setPackage(good.getPackage()),
          TestGenesis.instrument("NEW", SPX, 0)
              .setType(InstrumentType.INSTRUMENT_TYPE_OPTION)
              .setExpiryMillis(TIME_MILLIS + DAY_MILLIS)
              .setPackage(good.getPackage())
        }) {
      assertThat(house.run(TestPackages.list(bad)).code())
          .as(bad.toString())
          .isEqualTo(InstrumentsReject.TERMS_MISPLACED.code());
    }
    assertThat(house.run(TestPackages.list(good.setSymbol("OLD"))).code())
        .isEqualTo(InstrumentsReject.DUPLICATE_SYMBOL.code());
    assertThat(house.run(TestPackages.list(good.setSymbol("new"))).code())
        .isEqualTo(InstrumentsReject.BAD_SYMBOL.code());
  }

  @Test
  @DisplayName("INS-24 eight legs are the most; a package ends with the leg that expires first")
  void eightLegs_areListed_nineAreNot() {
    long[] nine = new long[18];
    for (int i = 0; i < 9; i++) {
      house.accepted(
          TestPackages.list(
              TestGenesis.instrument("F" + i, SPX, TIME_MILLIS + (9 - i) * DAY_MILLIS)));
      nine[2 * i] = (long) NEXT + i;
      nine[2 * i + 1] = 1;
    }
    assertThat(house.run(TestPackages.of("NINE", nine)).code())
        .isEqualTo(InstrumentsReject.BAD_LEGS.code());
    house.accepted(TestPackages.of("EIGHT", LongStream.of(nine).limit(16).toArray()));
    assertThat(Listings.instrument(house.state(), NEXT + 9).getExpiryMillis())
        .isEqualTo(TIME_MILLIS + 2 * DAY_MILLIS);
    // At its expiry an instrument is no leg any more, though not settled yet.
    house.step(DAY_MILLIS - house.timeMillis() + TIME_MILLIS);
    assertThat(house.run(TestPackages.of("LATE", SPX_PERPETUAL, 1, NEXT + 8, 1)).code())
        .isEqualTo(InstrumentsReject.BAD_LEG.code());
  }
}
