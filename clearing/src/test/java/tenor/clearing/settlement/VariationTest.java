package tenor.clearing.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tenor.clearing.TestGenesis.ALPHA_ACCOUNT;
import static tenor.clearing.TestGenesis.BETA_ACCOUNT;
import static tenor.clearing.TestGenesis.LIQUIDATOR_ACCOUNT;
import static tenor.clearing.TestGenesis.SPX_FUTURE;
import static tenor.clearing.TestGenesis.USD;

import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tenor.clearing.Seeded;
import tenor.clearing.TestHouse;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.accounts.Reason;
import tenor.clearing.fixed.RuleFailure;
import tenor.clearing.instruments.Listings;
import tenor.clearing.kernel.Authority;
import tenor.clearing.kernel.Block;
import tenor.clearing.kernel.BrokenInvariant;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Invariant;
import tenor.clearing.kernel.Phase;
import tenor.clearing.kernel.Writer;
import tenor.clearing.oracle.Marks;
import tenor.clearing.oracle.OracleKeys;
import tenor.clearing.positions.AccountInstrument;
import tenor.clearing.positions.Positions;
import tenor.clearing.positions.PositionsKeys;
import tenor.clearing.proto.Mark;
import tenor.clearing.proto.Position;
import tenor.clearing.proto.SettledMark;

class VariationTest {
  private static final long PRICE = 1000_00000000L;

  private final SettlementComponent settlement = new SettlementComponent();
  private final Context context = context();

  @BeforeEach
  void startAtAThousand() {
    mark(PRICE);
    settled(context.state(), SPX_FUTURE, PRICE);
  }

  private static void settled(Writer state, int instrument, long price) {
    SettlementKeys.SETTLED.put(state, instrument, SettledMark.newBuilder().setPrice(price).build());
  }

  @Test
  @DisplayName("SET-01 everyone is paid contracts × move × multiplier, and it sums to zero")
  void variation_isExactForEveryHolder() {
    Positions.move(context.state(), SPX_FUTURE, BETA_ACCOUNT, ALPHA_ACCOUNT, 7);
    Positions.move(context.state(), SPX_FUTURE, BETA_ACCOUNT, LIQUIDATOR_ACCOUNT, 2);
    mark(PRICE - 1_000_000);
    run(Phase.VARIATION);
    // A tick of 0.01 on 100 units is 1, which is 10⁶ amount units.
    assertThat(cash(ALPHA_ACCOUNT)).isEqualTo(-7_000_000);
    assertThat(cash(LIQUIDATOR_ACCOUNT)).isEqualTo(-2_000_000);
    assertThat(cash(BETA_ACCOUNT)).isEqualTo(9_000_000);
    assertThat(cash(Ledger.CLEARING)).isZero();
    assertThat(SettlementKeys.SETTLED.get(context.state(), SPX_FUTURE).getPrice())
        .isEqualTo(PRICE - 1_000_000);
    run(Phase.VARIATION);
    assertThat(cash(ALPHA_ACCOUNT)).isEqualTo(-7_000_000);
  }

  /** Several instruments and accounts at once, against the sum for each account by itself. */
  @Test
  void variation_ofEverything_isTheSumOfEachPosition() {
    List<Long> accounts = List.of(ALPHA_ACCOUNT, BETA_ACCOUNT, LIQUIDATOR_ACCOUNT);
    Seeded.run(
        50,
        random -> {
          Context market = context();
          SortedMap<Integer, Long> moves = new TreeMap<>();
          for (int instrument : Listings.liveInstruments(market.state())) {
            long ticks = random.nextInt(-3, 4);
            moves.put(instrument, ticks);
            settled(market.state(), instrument, PRICE);
            mark(market.state(), instrument, PRICE + ticks * 1_000_000);
            long seller = accounts.get(random.nextInt(3));
            long buyer = accounts.get(random.nextInt(3));
            if (seller != buyer) {
              Positions.move(market.state(), instrument, seller, buyer, 1 + random.nextInt(9));
            }
          }
          run(market, Phase.VARIATION);
          for (long account : accounts) {
            BigInteger expected = BigInteger.ZERO;
            for (int instrument : moves.keySet()) {
              // A tick of 0.01 on 100 units is 10⁶ amount units.
              long gain = moves.getOrDefault(instrument, 0L) * 1_000_000;
              long held = Positions.contracts(market.state(), account, instrument);
              expected = expected.add(BigInteger.valueOf(held).multiply(BigInteger.valueOf(gain)));
            }
            assertThat(Ledger.cash(market.state(), account, USD)).isEqualTo(expected.longValue());
          }
          SettlementComponent rules = new SettlementComponent();
          for (Invariant invariant : rules.invariants()) {
            assertThat(invariant.check().broken(market.state(), market.block())).isEmpty();
          }
        });
  }

  @Test
  void variation_ofAStaleMark_isNothing() {
    Positions.move(context.state(), SPX_FUTURE, BETA_ACCOUNT, ALPHA_ACCOUNT, 7);
    run(Phase.VARIATION);
    assertThat(cash(ALPHA_ACCOUNT)).isZero();
  }

  @Test
  void variation_beyondRange_leavesTheStep_andStopsTheNode() {
    Positions.move(context.state(), SPX_FUTURE, BETA_ACCOUNT, ALPHA_ACCOUNT, 1L << 62);
    mark(PRICE + 1_000_000);
    assertThatThrownBy(() -> run(Phase.VARIATION)).isInstanceOf(RuleFailure.class);
  }

  @Test
  void variation_overContractsThatDoNotSumToZero_stopsTheNode() {
    PositionsKeys.POSITIONS.put(
        context.state(),
        new AccountInstrument(ALPHA_ACCOUNT, SPX_FUTURE),
        Position.newBuilder().setContracts(1).build());
    mark(PRICE + 1_000_000);
    assertThatThrownBy(() -> run(Phase.VARIATION))
        .isInstanceOf(BrokenInvariant.class)
        .hasMessageContaining("received 1000000");
  }

  @Test
  @DisplayName("SET-02 every live instrument is settled to its mark")
  void unsettledMark_breaksTheInvariant() {
    Invariant settled = settlement.invariants().getFirst();
    assertThat(settled.check().broken(context.state(), context.block())).isEmpty();
    mark(PRICE + 1_000_000);
    assertThat(settled.check().broken(context.state(), context.block())).isPresent();
  }

  @Test
  @DisplayName("SET-07 the clearing account passes on all that it takes in")
  void leftoverInTheClearingAccount_breaksTheInvariant() {
    Invariant paid = settlement.invariants().getLast();
    assertThat(paid.check().broken(context.state(), context.block())).isEmpty();
    Ledger.transfer(context.state(), Ledger.CUSTODY, Ledger.CLEARING, USD, 1, Reason.DEPOSIT);
    assertThat(paid.check().broken(context.state(), context.block())).isPresent();
  }

  private void run(Phase phase) {
    run(context, phase);
  }

  private static void run(Context on, Phase phase) {
    Objects.requireNonNull(new SettlementComponent().phases().get(phase)).run(on);
  }

  private void mark(long price) {
    mark(context.state(), SPX_FUTURE, price);
  }

  private static void mark(Writer state, int instrument, long price) {
    OracleKeys.MARKS.put(state, instrument, Mark.newBuilder().setPrice(price).build());
    assertThat(Marks.price(state, instrument)).hasValue(price);
  }

  private long cash(long account) {
    return Ledger.cash(context.state(), account, USD);
  }

  private static Context context() {
    TestHouse house = TestHouse.market();
    long time = house.timeMillis() + 1000;
    Block block = new Block("test-1", 1, time, house.timeMillis(), List.of(), 0);
    return new Context(block, house.state(), new Authority(List.of()));
  }
}
