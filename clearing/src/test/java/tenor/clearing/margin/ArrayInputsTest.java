package tenor.clearing.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static tenor.clearing.TestGenesis.NDQ;
import static tenor.clearing.TestGenesis.SPX;
import static tenor.clearing.TestGenesis.SPX_FUTURE;
import static tenor.clearing.TestGenesis.SPX_PERPETUAL;
import static tenor.clearing.TestGenesis.param;
import static tenor.clearing.TestOptions.CALL;
import static tenor.clearing.TestOptions.CALL_ON_FUTURE;
import static tenor.clearing.TestOptions.EARLY;
import static tenor.clearing.TestOptions.EXPIRY;
import static tenor.clearing.TestOptions.PAYOFF;
import static tenor.clearing.TestOptions.PUT;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tenor.clearing.TestHouse;
import tenor.clearing.TestOptions;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.RuleFailure;
import tenor.clearing.kernel.Overlay;
import tenor.clearing.oracle.OracleKeys;
import tenor.clearing.oracle.VolSurface;
import tenor.clearing.proto.Mark;
import tenor.clearing.proto.RiskArray;
import tenor.clearing.risk.Contract;

/** MRG-02: what arrays are computed from. SPX is at 1000, and low strikes have high volatility. */
class ArrayInputsTest {
  private static final long PRICE = Fixed.PRICE_ONE;
  private static final List<Integer> ALL = List.of(1, 2, 4, 5, 6, 7, 8, 9);

  /** 30 % at the lowest knot, 20 % in the middle, 10 % at the highest. */
  private static final List<Long> SKEW =
      LongStream.rangeClosed(-5, 5).mapToObj(i -> 200_000_000L - i * 20_000_000L).toList();

  private final TestHouse house =
      TestHouse.of(
          TestOptions.market()
              .addParams(param("oracle", "rate", SPX, 50_000_000))
              .addParams(param("oracle", "maxSurfaceAge", 0, 30 * 1440))
              .build());
  private Overlay state = new Overlay(house.state());

  @BeforeEach
  void open() {
    house
        .price(SPX, 1000 * PRICE)
        .surface(SPX, EARLY, SKEW)
        .surface(SPX, EXPIRY, SKEW)
        .blockAt(house.timeMillis() + 90_000);
    state = new Overlay(house.state());
  }

  private ArrayInputs inputs() {
    return ArrayInputs.of(state, SPX, ALL, house.timeMillis());
  }

  private void mark(int instrument, long price) {
    OracleKeys.MARKS.put(state, instrument, Mark.newBuilder().setPrice(price).build());
  }

  private long vol(long expiry, long strike, long forward) {
    return VolSurface.of(state, SPX).smile(expiry).orElseThrow().vol(strike * PRICE, forward);
  }

  @DisplayName("MRG-02: volatility is read at the forward that a listed future's mark is")
  @Test
  void vol_isReadAtTheMarkOfTheFuture() {
    mark(SPX_FUTURE, 1040 * PRICE);
    ArrayInputs inputs = inputs();
    long expected = vol(EXPIRY, 1000, 1040 * PRICE);
    // Struck below the forward: dearer than the 20 % of the middle.
    assertThat(expected).isBetween(210_000_000L, 260_000_000L);
    assertThat(inputs.own(CALL).getVolsList()).containsExactly(expected);
    assertThat(inputs.own(PUT).getVolsList()).containsExactly(expected);
    assertThat(inputs.own(PAYOFF).getVolsList())
        .containsExactly(expected, vol(EXPIRY, 1100, 1040 * PRICE));
    assertThat(inputs.own(CALL_ON_FUTURE).getVolsList())
        .containsExactly(vol(EARLY, 1000, 1040 * PRICE));
  }

  @DisplayName("MRG-02: without such a mark the forward is the index carried")
  @Test
  void vol_withoutAMark_isReadAtTheCarriedIndex() {
    OracleKeys.MARKS.remove(state, SPX_FUTURE);
    // 1000 × e^(0.05 × 30 ÷ 365), thirty days from the minute that has begun, which is the second.
    long carried = Math.round(1000e8 * Math.exp(0.05 * (30 - 1.0 / 1440) / 365));
    long found = inputs().own(CALL).getVols(0);
    assertThat(found).isBetween(vol(EXPIRY, 1000, carried) - 2, vol(EXPIRY, 1000, carried) + 2);
    assertThat(found).isGreaterThan(vol(EXPIRY, 1000, 1000 * PRICE) + 1_000_000);
  }

  @DisplayName("MRG-02: the mark of a perpetual is nobody's forward")
  @Test
  void perpetual_isNoForward() {
    long before = inputs().own(CALL).getVols(0);
    OracleKeys.MARKS.remove(state, SPX_FUTURE);
    long carried = inputs().own(CALL).getVols(0);
    mark(SPX_PERPETUAL, 1200 * PRICE);
    assertThat(inputs().own(CALL).getVols(0)).isEqualTo(carried);
    assertThat(carried).isCloseTo(before, within(10_000L));
  }

  @DisplayName("MRG-02: an instrument without a mark or a surface has nothing to compute from")
  @Test
  void instrument_withoutItsInputs_isLeftOut() {
    OracleKeys.MARKS.remove(state, SPX_PERPETUAL);
    assertThat(inputs().arrays().keySet()).containsExactly(1, 4, 5, 6, 7, 8, 9);
    OracleKeys.SURFACES.rows(state).forEach(row -> OracleKeys.SURFACES.remove(state, row));
    assertThat(inputs().arrays().keySet()).containsExactly(SPX_FUTURE);
    assertThat(inputs().own(CALL)).isEqualTo(RiskArray.getDefaultInstance());
    assertThatThrownBy(() -> ArrayInputs.of(state, NDQ, List.of(3), house.timeMillis()))
        .isInstanceOf(RuleFailure.class);
  }

  @DisplayName("MRG-02: only options make arrays depend on the clock, by its minute")
  @Test
  void clock_isAnInputOfOptionsAlone() {
    // The block is a minute and a half after genesis.
    assertThat(inputs().risk().getAsOfMillis()).isEqualTo(house.timeMillis() - 30_000);
    List<Integer> mixed = List.of(CALL, SPX_FUTURE);
    assertThat(ArrayInputs.of(state, SPX, mixed, house.timeMillis()).risk().getAsOfMillis())
        .isEqualTo(house.timeMillis() - 30_000);
    List<Integer> linear = List.of(SPX_FUTURE, SPX_PERPETUAL);
    assertThat(ArrayInputs.of(state, SPX, linear, house.timeMillis()).risk().getAsOfMillis())
        .isZero();
  }

  @DisplayName("MRG-02 RSK-02: a contract's times are those to its expiry and to its forward's")
  @Test
  void contracts_areAsListed() {
    ArrayInputs inputs = inputs();
    long now = house.timeMillis();
    long minute = now - 30_000;
    assertThat(inputs.contract(state, SPX_PERPETUAL, now).timeMillis()).isEqualTo(Contract.NEVER);
    assertThat(inputs.contract(state, SPX_FUTURE, now).timeMillis()).isEqualTo(EXPIRY - minute);
    Contract.Option onFuture = (Contract.Option) inputs.contract(state, CALL_ON_FUTURE, now);
    assertThat(onFuture.timeMillis()).isEqualTo(EARLY - minute);
    assertThat(onFuture.forwardMillis()).isEqualTo(EXPIRY - minute);
    assertThat(onFuture.call()).isTrue();
    assertThat(onFuture.premium()).isTrue();
    Contract.Option put = (Contract.Option) inputs.contract(state, PUT, now);
    assertThat(put.call()).isFalse();
    assertThat(put.strike()).isEqualTo(1000 * PRICE);
    assertThat(put.forwardMillis()).isEqualTo(EXPIRY - minute);
    assertThat(inputs.contract(state, PAYOFF, now).kinks()).hasSize(2);
  }
}
