package tenor.clearing.fixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SmileArbitrageTest {
  private static final long YEAR = 365L * 86_400_000;
  private static final long STEP = 500_000_000;
  private static final long FORWARD = 1000_00000000L;
  private static final List<Long> FLAT = flat(200_000_000);

  private final CallCurve calls = new CallCurve();

  @Test
  @DisplayName("ORA-18 a volatility that leaps from strike to strike admits arbitrage")
  void calls_thatRiseOrBendTheWrongWay_areFound() {
    List<Long> strikes = List.of(FORWARD / 10 * 9, FORWARD, FORWARD / 10 * 11);
    Smile level = k -> variance(20);
    assertThat(calls.breach(level, YEAR, YEAR, FORWARD, strikes)).isEmpty();
    // 20 % at 900 is a call of 136, 20 % at 1100 one of 43; a straight line has 89.6 at 1000.
    Smile bump = k -> variance(k == 0 ? 23 : 20);
    assertThat(calls.breach(bump, YEAR, YEAR, FORWARD, strikes)).hasValue(FORWARD / 10 * 11);
    Smile leap = k -> variance(k > 0 ? 60 : 20);
    assertThat(calls.breach(leap, YEAR, YEAR, FORWARD, strikes)).hasValue(FORWARD / 10 * 11);
    Smile dip = k -> variance(k == 0 ? 5 : 20);
    assertThat(calls.breach(dip, YEAR, YEAR, FORWARD, strikes)).isPresent();
  }

  @Test
  void calls_atEqualStrikesOrNone_admitNothing() {
    Smile level = k -> variance(20);
    assertThat(calls.breach(level, YEAR, YEAR, FORWARD, List.of())).isEmpty();
    assertThat(calls.breach(level, YEAR, YEAR, FORWARD, List.of(FORWARD, FORWARD))).isEmpty();
    // Worth nothing in the last digit, and as much as the forward less the strike.
    assertThat(calls.breach(level, 1, YEAR, FORWARD, List.of(1L, 2L, FORWARD * 9, FORWARD * 10)))
        .isEmpty();
  }

  @Test
  @DisplayName("ORA-18 a slice is judged at knots, between them and far out, at any time to expiry")
  void flatSlices_admitNothing() {
    for (long vol : new long[] {10_000_000, 200_000_000, 4_000_000_000L}) {
      for (long time : new long[] {YEAR / 525_600, YEAR / 365, YEAR, 10 * YEAR}) {
        KnotSmile smile = KnotSmile.of(flat(vol), STEP, time, YEAR);
        assertThat(calls.breach(smile, time, YEAR)).as("%d %d", vol, time).isEmpty();
        assertThat(smile.hasTameWings(time, YEAR)).isTrue();
      }
    }
  }

  @Test
  @DisplayName("ORA-18 a slice that leaps between its knots is found, whatever its strikes are")
  void leapingSlice_isFound() {
    List<Long> leap = new ArrayList<>(FLAT);
    leap.set(6, 600_000_000L);
    assertThat(calls.breach(KnotSmile.of(leap, STEP, YEAR, YEAR), YEAR, YEAR)).isPresent();
  }

  @Test
  @DisplayName("ORA-19 what rounding makes of an equality is no fall: two units, not three")
  void equality_isNoFall() {
    Smile near = k -> variance(20);
    for (int units = 0; units < 4; units++) {
      long less = units;
      Smile far = k -> variance(20) - less;
      assertThat(TermStructure.fall(near, 30, far, 30, List.of(5L)).isPresent())
          .isEqualTo(units > 2);
    }
  }

  @Test
  @DisplayName("ORA-19 total variance that falls anywhere among the points is found")
  void fall_isFoundWhereItIs() {
    Smile near = k -> variance(20);
    Smile far = k -> variance(k == 7 ? 14 : 15);
    assertThat(TermStructure.fall(near, 30, far, 60, List.of(0L, 6L))).isEmpty();
    assertThat(TermStructure.fall(near, 30, far, 60, List.of(0L, 7L))).hasValue(7);
    assertThat(TermStructure.fall(near, 30, near, 31, List.of(0L, 7L))).isEmpty();
  }

  @Test
  @DisplayName("ORA-20 a wing is lowered to the steepest that admits no arbitrage, and no further")
  void steepWing_isLoweredToTheLimit() {
    for (long time : new long[] {YEAR / 365, YEAR / 12, YEAR, 8 * YEAR}) {
      for (int end : new int[] {0, 10}) {
        List<Long> steep = new ArrayList<>(flat(800_000_000));
        steep.set(end, 2_000_000_000L);
        assertThat(KnotSmile.of(steep, STEP, time, YEAR).hasTameWings(time, YEAR)).isFalse();
        List<Long> tame = SmileRepair.flattened(steep, STEP, time, YEAR);
        List<Long> more = new ArrayList<>(tame);
        more.set(end, tame.get(end) + 1);
        assertThat(KnotSmile.of(tame, STEP, time, YEAR).hasTameWings(time, YEAR)).isTrue();
        assertThat(KnotSmile.of(more, STEP, time, YEAR).hasTameWings(time, YEAR)).isFalse();
        assertThat(Collections.frequency(tame, 800_000_000L)).isEqualTo(10);
        assertThat(SmileRepair.flattened(tame, STEP, time, YEAR)).isEqualTo(tame);
        // The middle of a parabola's cell: 2 Δ is the slope at its end.
        double w = Math.pow(tame.get(end) / 1e9, 2) * time / YEAR;
        double cell = 0.4 * Math.sqrt((double) time / YEAR);
        double slope = 2 * (w - 0.64 * time / YEAR) / cell;
        double most = Math.min(2, 2 * w / (5 * cell + Math.sqrt(w + w * w / 4)));
        assertThat(slope).isCloseTo(most, within(1e-6));
      }
    }
    assertThat(SmileRepair.flattened(FLAT, STEP, YEAR, YEAR)).isEqualTo(FLAT);
  }

  @Test
  @DisplayName("ORA-20 knots are lifted to the least that does not fall in time")
  void lowKnots_areLifted() {
    KnotSmile near = KnotSmile.of(FLAT, STEP, YEAR / 12, YEAR);
    List<Long> low = flat(130_000_000);
    List<Long> lifted = SmileRepair.lifted(low, STEP, YEAR / 6, YEAR, near, YEAR / 12, YEAR / 6);
    // 20 % ÷ √2
    assertThat(lifted).isEqualTo(flat(141_421_357));
    KnotSmile far = KnotSmile.of(lifted, STEP, YEAR / 6, YEAR);
    assertThat(TermStructure.fall(near, YEAR / 12, far, YEAR / 6, SmileGrid.beyond(far))).isEmpty();
    List<Long> high = flat(150_000_000);
    assertThat(SmileRepair.lifted(high, STEP, YEAR / 6, YEAR, near, YEAR / 12, YEAR / 6))
        .isEqualTo(high);
  }

  @Test
  @DisplayName("ORA-20 each knot is lifted to the earlier smile at its own strike")
  void lowKnots_areLiftedEachAtItsStrike() {
    List<Long> skew = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      skew.add(300_000_000L - i * 20_000_000L);
    }
    KnotSmile near = KnotSmile.of(skew, STEP, YEAR / 12, YEAR);
    List<Long> lifted =
        SmileRepair.lifted(flat(10_000_000), STEP, YEAR / 3, YEAR, near, YEAR / 12, YEAR / 3);
    // Half the volatility in four times the time: knots are as far apart as those of the earlier.
    for (int i = 0; i < 11; i++) {
      assertThat(lifted.get(i)).isCloseTo(skew.get(i) / 2, within(2L));
    }
  }

  @Test
  @DisplayName("ORA-20 what does not fall is left as it is, in the last digit")
  void knots_thatJustDoNotFall_stay() {
    // 100 % and 50 % in four times the time: ¼ in either, exactly.
    KnotSmile near = KnotSmile.of(flat(1_000_000_000), STEP, YEAR / 12, YEAR);
    List<Long> level = flat(500_000_000);
    assertThat(SmileRepair.lifted(level, STEP, YEAR / 3, YEAR, near, YEAR / 12, YEAR / 3))
        .isEqualTo(level);
  }

  @Test
  void change_isMeasuredAgainstEachVolatility() {
    assertThat(SmileRepair.isWithin(FLAT, flat(210_000_000), 50_000_000)).isTrue();
    assertThat(SmileRepair.isWithin(FLAT, flat(190_000_000), 50_000_000)).isTrue();
    assertThat(SmileRepair.isWithin(FLAT, flat(210_000_001), 50_000_000)).isFalse();
    assertThat(SmileRepair.isWithin(FLAT, FLAT, 0)).isTrue();
  }

  @Test
  void grid_coversTheKnotsAndAllStrikes() {
    KnotSmile smile = KnotSmile.of(FLAT, STEP, YEAR, YEAR);
    assertThat(SmileGrid.within(smile)).hasSize(41).contains(0L, 5 * smile.width());
    TreeSet<Long> beyond = new TreeSet<>(SmileGrid.beyond(smile));
    assertThat(beyond.getFirst()).isEqualTo(-beyond.getLast());
    assertThat(beyond.getLast()).isEqualTo(3L << Smile.MONEYNESS_PLACES);
    // Knots are 0.1 apart: 0.6, 0.8, 1.2 and 2 follow the last at 0.5, and e^±3 ends it.
    assertThat(beyond).hasSize(41 + 2 * 5).containsAll(SmileGrid.within(smile));
    for (long cells : new long[] {6, 8, 12, 20}) {
      assertThat(beyond).contains(cells * smile.width(), -cells * smile.width());
    }
    assertThat(beyond.stream().map(k -> -k)).containsExactlyInAnyOrderElementsOf(beyond);
    KnotSmile wide = KnotSmile.of(flat(4_000_000_000L), 2_000_000_000, 10 * YEAR, YEAR);
    assertThat(SmileGrid.within(wide)).containsExactly(0L);
    assertThat(SmileGrid.beyond(wide)).hasSize(3);
  }

  private static long variance(int percent) {
    return KnotSmile.varianceOf(percent * 10_000_000L);
  }

  private static List<Long> flat(long vol) {
    return Collections.nCopies(11, vol);
  }
}
