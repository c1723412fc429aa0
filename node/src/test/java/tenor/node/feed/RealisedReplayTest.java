package tenor.node.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import tenor.clearing.fixed.CallCurve;
import tenor.clearing.fixed.KnotSmile;
import tenor.clearing.fixed.SmileGrid;
import tenor.clearing.fixed.TermStructure;
import tenor.node.config.NodeConfig;

class RealisedReplayTest {
  private static final long START = 1_000_000;
  private static final long DAY = 1000;
  private static final long YEAR = 365 * DAY;
  private static final long STEP = 500_000_000;

  @Test
  void volatility_isAMovingAverageOfSquaredReturns() {
    List<OptionalLong> closes = new ArrayList<>();
    long price = 1_000_000_000;
    for (int i = 0; i <= 20; i++) {
      closes.add(OptionalLong.of(price));
      price = Math.round(price * Math.exp(i % 2 == 0 ? 0.01 : -0.01));
    }
    // Nothing tells how a day without a price, or with none above 0, moved.
    closes.add(OptionalLong.empty());
    closes.add(OptionalLong.of(-5));
    closes.add(OptionalLong.of(Math.round(closes.get(20).getAsLong() * Math.exp(0.05))));
    List<Double> daily = RealisedVolatility.daily(closes);
    assertThat(daily.get(19)).isEqualTo(0.2 / Math.sqrt(365), within(1e-12));
    assertThat(daily.get(20)).isEqualTo(0.01, within(1e-8));
    assertThat(daily.get(22)).isEqualTo(daily.get(20));
    double after = Math.sqrt(0.94 * 0.0001 + 0.06 * 0.0025);
    assertThat(daily.get(23)).isEqualTo(after, within(1e-8));
  }

  @Test
  void row_standsForADay_withTheNextExpiries() {
    RealisedReplay replay = replay(0.01);
    assertThat(replay.poll(START)).isEmpty();
    assertThat(replay.surfaces(START - 1)).isEmpty();
    assertThat(replay.surfaces(START + 50 * DAY)).isEmpty();
    List<SurfaceObservation> first = replay.surfaces(START + DAY - 1);
    assertThat(first)
        .extracting(SurfaceObservation::expiryMillis)
        .containsExactly(START + 20 * DAY, START + 40 * DAY, START + 60 * DAY);
    assertThat(first).allMatch(seen -> seen.timeMillis() == START && seen.product() == 7);
    assertThat(replay.surfaces(START + 20 * DAY).getFirst().expiryMillis())
        .isEqualTo(START + 40 * DAY);
    // A year of the rules has 365 rows.
    List<Long> vols = first.getFirst().vols();
    assertThat(vols).hasSize(11);
    assertThat(vols.get(5)).isEqualTo(Math.round(1e9 * 0.01 * Math.sqrt(365)));
    assertThat(vols.getFirst() / (double) vols.get(5)).isEqualTo(1.2625, within(1e-8));
    assertThat(vols.getLast() / (double) vols.get(5)).isEqualTo(0.8625, within(1e-8));
  }

  /** What the rules refuse would never be traded on. */
  @Test
  void usualSmile_admitsNoArbitrage() {
    CallCurve calls = new CallCurve();
    for (double daily : new double[] {0.0001, 0.002, 0.01, 0.05, 0.15, 1}) {
      List<SurfaceObservation> seen = replay(daily).surfaces(START + 3 * DAY);
      KnotSmile before = null;
      long beforeTime = 0;
      for (SurfaceObservation slice : seen) {
        long time = slice.expiryMillis() - slice.timeMillis();
        KnotSmile smile = KnotSmile.of(slice.vols(), STEP, time, YEAR);
        assertThat(calls.breach(smile, time, YEAR)).as("%f", daily).isEmpty();
        assertThat(smile.hasTameWings(time, YEAR)).isTrue();
        if (before != null) {
          assertThat(TermStructure.fall(before, beforeTime, smile, time, SmileGrid.within(smile)))
              .isEmpty();
        }
        before = smile;
        beforeTime = time;
      }
    }
  }

  @Test
  void history_beforeTheReplay_tellsTheFirstVolatility() {
    List<ClosesFile.Row> rows = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      long price = i % 2 == 0 ? 1_000_000_000 : 1_020_201_340;
      LocalDate date = LocalDate.of(2020, 1, 1).plusDays(i);
      rows.add(new ClosesFile.Row(date, List.of(OptionalLong.of(1), OptionalLong.of(price))));
    }
    ClosesFile all = new ClosesFile(List.of("A", "B"), rows);
    ClosesFile days = all.select(List.of("B"), LocalDate.of(2020, 2, 1), LocalDate.of(2020, 2, 5));
    RealisedReplay replay =
        RealisedReplay.of(
            "b",
            all,
            days,
            List.of(7),
            new RealisedReplay.Schedule(days.rows().size(), START, DAY),
            NodeConfig.Smile.USUAL);
    long vol = replay.surfaces(START).getFirst().vols().get(5);
    assertThat(vol / 1e9).isEqualTo(0.02 * Math.sqrt(365), within(1e-6));
  }

  private static RealisedReplay replay(double daily) {
    List<Double> each = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      each.add(daily);
    }
    return new RealisedReplay(
        "x",
        new RealisedReplay.Schedule(50, START, DAY),
        List.of(7),
        List.of(each),
        NodeConfig.Smile.USUAL);
  }
}
