package tenor.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tenor.clearing.proto.EngineSettings;

/** Which blocks the engine may drop. */
final class RetainWindowTest {
  private static final EngineSettings ENGINE =
      EngineSettings.newBuilder()
          .setEvidenceMaxAgeBlocks(20)
          .setEvidenceMaxAgeMillis(10_000)
          .build();

  private static long run(RetainWindow window, long heights, long syncedBehind) {
    long retain = 0;
    for (long height = 1; height <= heights; height++) {
      retain = window.after(height, height * 1_000, height - syncedBehind, ENGINE);
    }
    return retain;
  }

  @Test
  void observers_keepAll() {
    assertThat(run(new RetainWindow(-1), 100, 0)).isZero();
  }

  @Test
  void nothingIsDropped_beforeTheWindowIsSeenToBeFull() {
    assertThat(run(new RetainWindow(60_000), 60, 0)).isZero();
    assertThat(run(new RetainWindow(60_000), 61, 0)).isEqualTo(1);
  }

  @Test
  void theLongestOfTheWindows_counts() {
    assertThat(run(new RetainWindow(60_000), 100, 0)).isEqualTo(40);
    assertThat(run(new RetainWindow(1_000), 100, 0)).isEqualTo(80);
    assertThat(run(new RetainWindow(1_000), 15, 0)).isZero();
  }

  @Test
  void blocksAboveTheLastSyncedHeight_areKept() {
    assertThat(run(new RetainWindow(1_000), 100, 50)).isEqualTo(50);
  }

  @Test
  void samples_areBounded() {
    assertThat(run(new RetainWindow(10_000_000), 30_000, 0)).isBetween(19_990L, 20_000L);
  }
}
