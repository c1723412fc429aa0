package tenor.clearing.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.clearing.TestGenesis.DAY_MILLIS;
import static tenor.clearing.TestGenesis.NDQ;
import static tenor.clearing.TestGenesis.SPX;
import static tenor.clearing.TestGenesis.TIME_MILLIS;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tenor.clearing.TestGenesis;
import tenor.clearing.TestHouse;
import tenor.clearing.TestTx;
import tenor.clearing.kernel.Block;
import tenor.clearing.kernel.BlockResult;
import tenor.clearing.kernel.Event;
import tenor.clearing.proto.Genesis;
import tenor.clearing.proto.OptionSide;
import tenor.clearing.proto.Surface;
import tenor.clearing.proto.VoteExtension;

class SurfaceRuleTest {
  private static final long PRICE = 1000_00000000L;
  private static final long NEAR = TIME_MILLIS + 30 * DAY_MILLIS;
  private static final long FAR = TIME_MILLIS + 60 * DAY_MILLIS;
  private static final List<Long> FLAT = flat(200_000_000);
  private static final List<Long> SKEW = smile(200_000_000, -25, 4);

  private final TestHouse house = TestHouse.market().price(SPX, PRICE).price(NDQ, PRICE);

  @Test
  @DisplayName("ORA-16 each knot is the stake-weighted median of the reports")
  void slice_isTheMedianOfEachKnot() {
    long time = house.timeMillis() + 1000;
    List<Long> low = new ArrayList<>(flat(190_000_000));
    List<Long> high = new ArrayList<>(flat(210_000_000));
    low.set(10, 205_000_000L);
    house.block(
        time,
        List.of(
            vote(30, NEAR, time - 30, low),
            vote(30, NEAR, time - 10, FLAT),
            vote(30, NEAR, time, high)),
        100);
    List<Long> expected = new ArrayList<>(FLAT);
    expected.set(10, 205_000_000L);
    assertThat(slice(NEAR))
        .isEqualTo(
            Surface.newBuilder()
                .addAllVols(expected)
                .setStep(500_000_000)
                .setTimeMillis(time - 10)
                .setHeight(1)
                .setPowerPpb(900_000_000)
                .build());
  }

  @Test
  @DisplayName("ORA-16 without more than two thirds the old slice stays and ages")
  void slice_withoutQuorum_staysAsItWas() {
    house.surface(SPX, NEAR, FLAT).block();
    Surface before = slice(NEAR);
    long time = house.timeMillis() + 1000;
    house.block(time, List.of(vote(66, NEAR, time, SKEW)), 99);
    assertThat(slice(NEAR)).isEqualTo(before);
    house.block(time + 1000, List.of(), 0);
    assertThat(slice(NEAR)).isEqualTo(before);
    assertThat(Surfaces.isFresh(house.state(), SPX, NEAR, time + 3 * DAY_MILLIS)).isFalse();
    house.block(time + 2000, List.of(vote(67, NEAR, time, SKEW)), 99);
    assertThat(slice(NEAR).getVolsList()).isEqualTo(SKEW);
  }

  @Test
  void sliceThatSaysTheSame_isNotWrittenAgain() {
    long time = house.timeMillis() + 1000;
    house.block(time, List.of(vote(1, NEAR, time, FLAT)), 1);
    house.block(time + 1000, List.of(vote(1, NEAR, time, FLAT)), 1);
    assertThat(slice(NEAR).getHeight()).isEqualTo(1);
  }

  /**
   * Days to expiry, age in minutes, number of knots, one volatility; a day of the rules is real.
   */
  @ParameterizedTest
  @DisplayName("ORA-15 reports that do not count")
  @CsvSource({
    "30, 0, 11, 200000000, true",
    "30, 2880, 11, 200000000, true",
    "30, 2881, 11, 200000000, false",
    "30, -10, 11, 200000000, true",
    "30, 0, 9, 200000000, false",
    "30, 0, 12, 200000000, false",
    "30, 0, 0, 200000000, false",
    "30, 0, 11, 9999999, false",
    "30, 0, 11, 0, false",
    "30, 0, 11, -200000000, false",
    "30, 0, 11, 4000000001, false",
    "30, 0, 11, 9223372036854775807, false",
    "0, 0, 11, 200000000, false",
    "-1, 0, 11, 200000000, false",
    "3650, 0, 11, 200000000, true",
    "3651, 0, 11, 200000000, false"
  })
  void reports_thatDoNotCount_areLeftOut(int days, int age, int knots, long vol, boolean counts) {
    long time = house.timeMillis() + DAY_MILLIS;
    List<Long> vols = new ArrayList<>(Collections.nCopies(knots, 200_000_000L));
    if (knots > 0) {
      vols.set(0, vol);
    }
    long expiry = time + days * DAY_MILLIS;
    house.block(time, List.of(vote(1, expiry, time - age * 60_000L, vols)), 1);
    assertThat(Surfaces.rows(house.state(), SPX)).hasSize(counts ? 1 : 0);
    if (counts) {
      assertThat(slice(expiry).getTimeMillis()).isLessThanOrEqualTo(time);
    }
  }

  @Test
  void volatilitiesAtTheirLimits_areAccepted() {
    house.surface(SPX, NEAR, flat(10_000_000)).surface(NDQ, NEAR, flat(4_000_000_000L)).block();
    assertThat(Surfaces.vol(house.state(), SPX, NEAR, PRICE, PRICE)).hasValue(10_000_000);
    assertThat(Surfaces.vol(house.state(), NDQ, NEAR, 1, PRICE)).hasValue(4_000_000_000L);
  }

  @Test
  @DisplayName("ORA-15 an underlying has 32 slices at a time, and what expires makes room")
  void slices_areFew_andForgottenAtExpiry() {
    for (int day = 1; day <= 33; day++) {
      house.surface(SPX, TIME_MILLIS + day * DAY_MILLIS, FLAT);
    }
    house.block();
    assertThat(Surfaces.rows(house.state(), SPX)).hasSize(32);
    house.blockAt(TIME_MILLIS + DAY_MILLIS);
    assertThat(Surfaces.rows(house.state(), SPX)).hasSize(32);
    assertThat(slice(TIME_MILLIS + 33 * DAY_MILLIS).getVolsList()).isEqualTo(FLAT);
    house.block(TIME_MILLIS + 3 * DAY_MILLIS, List.of(), 0);
    assertThat(Surfaces.rows(house.state(), SPX)).hasSize(30);
  }

  @Test
  @DisplayName("ORA-17 a move beyond the limit is cut as one, flagged, and arrives later")
  void moveBeyondTheLimit_isCut() {
    house.surface(SPX, NEAR, FLAT).block();
    List<Long> higher = flat(260_000_000);
    house.surface(SPX, NEAR, higher);
    BlockResult block = house.block();
    assertThat(slice(NEAR).getVolsList()).allMatch(vol -> Math.abs(vol - 220_000_000) <= 1);
    assertThat(slice(NEAR).getCapped()).isTrue();
    assertThat(events(block, "surfaceCapped")).hasSize(1);
    house.block();
    assertThat(slice(NEAR).getVolsList()).allMatch(vol -> Math.abs(vol - 242_000_000) <= 1);
    house.block();
    assertThat(slice(NEAR).getVolsList()).isEqualTo(higher);
    assertThat(slice(NEAR).getCapped()).isFalse();
    // Four minutes allow twice the move.
    house.surface(SPX, NEAR, flat(600_000_000)).blockAt(house.timeMillis() + 240_000);
    assertThat(slice(NEAR).getVolsList()).allMatch(vol -> Math.abs(vol - 312_000_000) <= 1);
  }

  @Test
  @DisplayName("ORA-17 one knot beyond its limit holds the others back in proportion")
  void oneKnotBeyondItsLimit_holdsAllBack() {
    house.surface(SPX, NEAR, FLAT).block();
    List<Long> target = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      target.add(240_000_000L - i * 3_600_000L);
    }
    house.surface(SPX, NEAR, target).block();
    assertThat(slice(NEAR).getVols(0)).isEqualTo(220_000_000);
    assertThat(slice(NEAR).getVols(5)).isEqualTo(211_000_000);
    assertThat(slice(NEAR).getVols(10)).isEqualTo(202_000_000);
  }

  @Test
  void otherKnots_areLimitedByTheStandingShape() {
    house.surface(SPX, NEAR, FLAT).block();
    house.accepted(TestTx.param("oracle", "surfaceKnots", SPX, 2));
    house.surface(SPX, NEAR, List.copyOf(Collections.nCopies(5, 400_000_000L))).block();
    assertThat(slice(NEAR).getVolsList()).isEqualTo(Collections.nCopies(5, 220_000_000L));
  }

  @Test
  @DisplayName("ORA-18 a slice that admits a butterfly is refused; ORA-21 the last good one stands")
  void butterfly_isRefused() {
    house.surface(SPX, NEAR, FLAT).surface(NDQ, NEAR, FLAT).block();
    Surface good = slice(NEAR);
    List<Long> bump = new ArrayList<>(FLAT);
    bump.set(4, 216_000_000L);
    BlockResult block = house.surface(SPX, NEAR, bump).block();
    assertThat(slice(NEAR)).isEqualTo(good);
    assertThat(events(block, "surfaceRefused"))
        .singleElement()
        .extracting(Event::attributes)
        .isEqualTo(
            List.of(
                new Event.Attribute("underlying", "1"),
                new Event.Attribute("expiryMillis", Long.toString(NEAR)),
                new Event.Attribute("reason", "butterfly")));
    // Another expiry, and another underlying, are not held back.
    house.surface(SPX, FAR, SKEW).surface(NDQ, NEAR, SKEW).block();
    assertThat(slice(FAR).getVolsList()).isEqualTo(SKEW);
    assertThat(Surfaces.vol(house.state(), NDQ, NEAR, PRICE / 10 * 9, PRICE).orElseThrow())
        .isGreaterThan(200_000_000);
  }

  @Test
  @DisplayName("ORA-20 a wing that rises too steeply is flattened, within what a repair may change")
  void steepWing_isFlattened() {
    long expiry = TIME_MILLIS + 3000 * DAY_MILLIS;
    List<Long> steep = new ArrayList<>(flat(800_000_000));
    steep.set(10, 1_200_000_000L);
    assertThat(reason(house.surface(SPX, expiry, steep).block())).isEqualTo("repair");
    steep.set(10, 890_000_000L);
    BlockResult block = house.surface(SPX, expiry, steep).block();
    assertThat(events(block, "surfaceRefused")).isEmpty();
    assertThat(slice(expiry).getRepaired()).isTrue();
    assertThat(slice(expiry).getVols(10)).isBetween(850_000_000L, 860_000_000L);
    assertThat(slice(expiry).getVolsList().subList(0, 10)).isEqualTo(steep.subList(0, 10));
  }

  @Test
  @DisplayName("ORA-20 an expiry with less total variance than one before is lifted to it")
  void smallCalendarArbitrage_isRepaired() {
    // 20 % over 30 days is 14.14 % over 60.
    house.surface(SPX, NEAR, FLAT).surface(SPX, FAR, flat(138_000_000));
    BlockResult block = house.block();
    assertThat(events(block, "surfaceRefused")).isEmpty();
    assertThat(slice(FAR).getRepaired()).isTrue();
    assertThat(slice(FAR).getVolsList()).allMatch(vol -> Math.abs(vol - 141_421_356) < 30);
    assertThat(slice(NEAR).getRepaired()).isFalse();
    // Nothing changes while the reports do not, but for time.
    house.block();
    assertThat(slice(FAR).getVolsList()).allMatch(vol -> Math.abs(vol - 141_421_356) < 30);
  }

  @Test
  @DisplayName("ORA-19 an expiry with much less total variance is refused, with all of its block")
  void calendarArbitrage_isRefused() {
    house.surface(SPX, NEAR, FLAT).surface(SPX, FAR, flat(120_000_000));
    BlockResult block = house.block();
    assertThat(reason(block)).isEqualTo("repair");
    assertThat(Surfaces.rows(house.state(), SPX)).isEmpty();
  }

  @Test
  @DisplayName("ORA-21 a stale slice binds no other")
  void staleSlice_bindsNoOther() {
    house.surface(SPX, NEAR, FLAT).surface(SPX, FAR, flat(150_000_000)).block();
    house.surface(SPX, FAR, List.of()).surface(SPX, NEAR, flat(400_000_000));
    for (int hour = 1; hour <= 4; hour++) {
      house.blockAt(TIME_MILLIS + hour * 3_600_000L);
    }
    assertThat(slice(NEAR).getVols(5)).isLessThan(230_000_000);
    house.blockAt(TIME_MILLIS + 3 * DAY_MILLIS + 2000);
    assertThat(slice(NEAR).getVols(5)).isGreaterThan(300_000_000);
    assertThat(slice(FAR).getVols(5)).isLessThan(165_000_000);
  }

  @Test
  @DisplayName("ORA-18 a butterfly at listed strikes refuses, however narrow")
  void listedStrikes_areJudged() {
    Genesis.Builder market = TestGenesis.market();
    for (int strike = 1005; strike <= 1055; strike++) {
      market.addInstruments(
          TestGenesis.option(
              "SPX-" + strike, SPX, NEAR, OptionSide.OPTION_SIDE_CALL, strike * 100_000_000L));
    }
    Genesis listed = market.build();
    int refusedAtStrikesAlone = 0;
    for (long bump = 0; bump < 16_000_000; bump += 250_000) {
      List<Long> vols = new ArrayList<>(FLAT);
      vols.set(6, 200_000_000 + bump);
      TestHouse plain = TestHouse.market().price(SPX, PRICE).surface(SPX, NEAR, vols);
      boolean refused = !events(plain.block(), "surfaceRefused").isEmpty();
      TestHouse strikes = TestHouse.of(listed).price(SPX, PRICE).surface(SPX, NEAR, vols);
      boolean refusedAtStrikes = !events(strikes.block(), "surfaceRefused").isEmpty();
      assertThat(refusedAtStrikes).isIn(refused, true);
      refusedAtStrikesAlone += refusedAtStrikes && !refused ? 1 : 0;
    }
    assertThat(refusedAtStrikesAlone).isPositive();
  }

  @Test
  @DisplayName("ORA-23 a rule that fails for one underlying lets its surface age, and no other's")
  void ruleFailure_inOneUnderlying_costsNoOther() {
    house.surface(SPX, NEAR, FLAT).surface(NDQ, NEAR, FLAT).block();
    long time = house.timeMillis() + 1000;
    long power = 1L << 61;
    VoteExtension both =
        VoteExtension.newBuilder()
            .addSurfaces(TestHouse.surface(SPX, NEAR, time, SKEW))
            .addSurfaces(TestHouse.surface(NDQ, NEAR, time, SKEW))
            .build();
    Block.Vote more = vote(power, NEAR, time, SKEW);
    BlockResult block =
        house.block(time, List.of(new Block.Vote(power, both), more, more, more), power);
    assertThat(slice(NEAR).getVolsList()).isEqualTo(FLAT);
    assertThat(slice(NDQ, NEAR).getTimeMillis()).isEqualTo(time);
    assertThat(events(block, "surfaceFailed"))
        .singleElement()
        .extracting(event -> event.attributes().getFirst())
        .isEqualTo(new Event.Attribute("underlying", Integer.toString(SPX)));
  }

  @Test
  void underlyingWithoutIndex_hasASurface() {
    TestHouse silent = TestHouse.market().surface(SPX, NEAR, SKEW);
    assertThat(silent.block().events()).noneMatch(event -> event.type().startsWith("surface"));
    assertThat(Surfaces.rows(silent.state(), SPX)).hasSize(1);
    silent.surface(77, NEAR, SKEW).block();
    assertThat(Surfaces.rows(silent.state(), 77)).isEmpty();
  }

  private static Block.Vote vote(long power, long expiry, long time, List<Long> vols) {
    return new Block.Vote(
        power,
        VoteExtension.newBuilder().addSurfaces(TestHouse.surface(SPX, expiry, time, vols)).build());
  }

  private static List<Event> events(BlockResult block, String type) {
    return block.events().stream().filter(event -> event.type().equals(type)).toList();
  }

  private static String reason(BlockResult block) {
    return events(block, "surfaceRefused").getFirst().attributes().getLast().value();
  }

  private Surface slice(long expiry) {
    return slice(SPX, expiry);
  }

  private Surface slice(int underlying, long expiry) {
    return Objects.requireNonNull(
        OracleKeys.SURFACES.find(house.state(), new UnderlyingExpiry(underlying, expiry)));
  }

  private static List<Long> flat(long vol) {
    return Collections.nCopies(11, vol);
  }

  /** atm × (1 + slope z + curve z²), slope and curve in thousandths. */
  static List<Long> smile(long atm, long slope, long curve) {
    List<Long> vols = new ArrayList<>();
    for (int i = -5; i <= 5; i++) {
      vols.add(atm + atm * slope * i / 2000 + atm * curve * i * i / 4000);
    }
    return vols;
  }
}
