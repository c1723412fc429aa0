package tenor.clearing.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.clearing.TestGenesis.DAY_MILLIS;
import static tenor.clearing.TestGenesis.NDQ;
import static tenor.clearing.TestGenesis.SPX;
import static tenor.clearing.TestGenesis.TIME_MILLIS;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tenor.clearing.TestHouse;
import tenor.clearing.kernel.Overlay;
import tenor.clearing.proto.Surface;

class VolSurfaceTest {
  private static final long FORWARD = 1000_00000000L;

  private final Overlay state = new Overlay(TestHouse.market().state());

  @Test
  void noSurface_noVolatility() {
    assertThat(Surfaces.vol(state, SPX, day(30), FORWARD, FORWARD)).isEmpty();
    assertThat(Surfaces.isFresh(state, SPX, day(30), TIME_MILLIS)).isFalse();
  }

  @Test
  @DisplayName("ORA-24 total variance is linear between expiries, and grows as at the money after")
  void expiriesBetween_haveVolatilities() {
    put(SPX, 30, 0, 200_000_000);
    put(SPX, 60, 0, 300_000_000);
    put(NDQ, 45, 0, 900_000_000);
    assertThat(vol(1)).isEqualTo(200_000_000);
    assertThat(vol(30)).isEqualTo(200_000_000);
    assertThat(vol(60)).isEqualTo(300_000_000);
    // √((0.04 × 30 + 0.09 × 60) ÷ 2 ÷ 45)
    assertThat(vol(45)).isEqualTo(270_801_280);
    assertThat(vol(600)).isEqualTo(300_000_000);
    // Where the slices were observed on different days, time is measured from the later one:
    // √((0.04 × 20 + 0.09 × 50) ÷ 2 ÷ 35)
    put(SPX, 60, 10, 300_000_000);
    assertThat(vol(45)).isEqualTo(275_162_290);
  }

  @Test
  @DisplayName("ORA-25 a surface is fresh while all behind it is")
  void freshness_endsWithMaxSurfaceAge() {
    put(SPX, 30, 0, 200_000_000);
    put(SPX, 60, 1, 300_000_000);
    assertThat(Surfaces.isFresh(state, SPX, day(30), day(3))).isTrue();
    assertThat(Surfaces.isFresh(state, SPX, day(30), day(3) + 1)).isFalse();
    assertThat(Surfaces.isFresh(state, SPX, day(31), day(3) + 1)).isFalse();
    assertThat(Surfaces.isFresh(state, SPX, day(60), day(4))).isTrue();
    assertThat(Surfaces.isFresh(state, SPX, day(61), day(4) + 1)).isFalse();
  }

  private void put(int underlying, int expiryDay, int observedDay, long vol) {
    Surface surface =
        Surface.newBuilder()
            .addAllVols(List.of(vol, vol, vol))
            .setStep(500_000_000)
            .setTimeMillis(day(observedDay))
            .build();
    OracleKeys.SURFACES.put(state, new UnderlyingExpiry(underlying, day(expiryDay)), surface);
  }

  private long vol(int expiryDay) {
    return Surfaces.vol(state, SPX, day(expiryDay), FORWARD, FORWARD).orElseThrow();
  }

  private static long day(int day) {
    return TIME_MILLIS + day * DAY_MILLIS;
  }
}
