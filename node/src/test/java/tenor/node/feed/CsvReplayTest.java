package tenor.node.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CsvReplayTest {
  private static final long START = 1_000_000;
  private static final long DAY = 400;
  private static final ClosesFile DAYS =
      new ClosesFile(
          List.of("SPX", "WTI"),
          List.of(
              row(1, OptionalLong.of(11), OptionalLong.of(21)),
              row(2, OptionalLong.empty(), OptionalLong.of(22)),
              row(5, OptionalLong.empty(), OptionalLong.empty())));

  private final CsvReplay replay = new CsvReplay("x.csv", DAYS, List.of(7, 3), START, DAY);

  private static ClosesFile.Row row(int day, OptionalLong... prices) {
    return new ClosesFile.Row(LocalDate.of(2008, 9, day), List.of(prices));
  }

  @Test
  void row_standsForItsDay_withTheTimeOfItsBeginning() {
    assertThat(replay.poll(START - 1)).isEmpty();
    List<Observation> first = List.of(new Observation(7, 11, START), new Observation(3, 21, START));
    assertThat(replay.poll(START)).isEqualTo(first);
    assertThat(replay.poll(START + DAY - 1)).isEqualTo(first);
  }

  @Test
  void emptyCell_isNoReport() {
    assertThat(replay.poll(START + DAY)).containsExactly(new Observation(3, 22, START + DAY));
    assertThat(replay.poll(START + 2 * DAY)).isEmpty();
  }

  @Test
  void afterTheLastRow_thereIsNothing() {
    assertThat(replay.poll(START + 3 * DAY)).isEmpty();
    assertThat(replay.poll(Long.MAX_VALUE)).isEmpty();
  }

  @Test
  void look_isOftenEnoughForShortDaysAndNotTooOftenForLongOnes() {
    assertThat(replay.everyMillis()).isEqualTo(DAY / 4);
    assertThat(new CsvReplay("x", DAYS, List.of(1, 2), 0, 86_400_000).everyMillis())
        .isEqualTo(1000);
    assertThat(new CsvReplay("x", DAYS, List.of(1, 2), 0, 1).everyMillis()).isPositive();
  }

  @Test
  void wrongShape_isRefused() {
    assertThatThrownBy(() -> new CsvReplay("x", DAYS, List.of(1), 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CsvReplay("x", DAYS, List.of(1, 2), 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
