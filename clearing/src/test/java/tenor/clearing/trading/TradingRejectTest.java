package tenor.clearing.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.clearing.TestGenesis.ALPHA;
import static tenor.clearing.TestGenesis.ALPHA_ACCOUNT;
import static tenor.clearing.TestGenesis.BETA;
import static tenor.clearing.TestGenesis.BETA_ACCOUNT;
import static tenor.clearing.TestGenesis.CUSTODIAN;
import static tenor.clearing.TestGenesis.DAY_MILLIS;
import static tenor.clearing.TestGenesis.NDQ_FUTURE;
import static tenor.clearing.TestGenesis.SPX;
import static tenor.clearing.TestGenesis.SPX_FUTURE;
import static tenor.clearing.TestGenesis.SPX_PERPETUAL;
import static tenor.clearing.TestGenesis.TIME_MILLIS;
import static tenor.clearing.TestGenesis.USD;
import static tenor.clearing.TestTx.deposit;
import static tenor.clearing.TestTx.param;
import static tenor.clearing.TestTx.trade;
import static tenor.clearing.trading.TradingReject.ABOVE_MAXIMUM;
import static tenor.clearing.trading.TradingReject.BAD_CONTRACTS;
import static tenor.clearing.trading.TradingReject.BAD_PRICE;
import static tenor.clearing.trading.TradingReject.BUYER_BARRED;
import static tenor.clearing.trading.TradingReject.BUYER_CASH;
import static tenor.clearing.trading.TradingReject.BUYER_MARGIN;
import static tenor.clearing.trading.TradingReject.BUYER_NOT_AUTHORISED;
import static tenor.clearing.trading.TradingReject.EXPIRED;
import static tenor.clearing.trading.TradingReject.FAR_FROM_MARK;
import static tenor.clearing.trading.TradingReject.FROZEN;
import static tenor.clearing.trading.TradingReject.NOT_REDUCING;
import static tenor.clearing.trading.TradingReject.OFF_TICK;
import static tenor.clearing.trading.TradingReject.OPENING_PAUSED;
import static tenor.clearing.trading.TradingReject.POSITION_LIMIT;
import static tenor.clearing.trading.TradingReject.SAME_ACCOUNT;
import static tenor.clearing.trading.TradingReject.SELLER_BARRED;
import static tenor.clearing.trading.TradingReject.SELLER_CASH;
import static tenor.clearing.trading.TradingReject.SELLER_MARGIN;
import static tenor.clearing.trading.TradingReject.SELLER_NOT_AUTHORISED;
import static tenor.clearing.trading.TradingReject.SETTLED;
import static tenor.clearing.trading.TradingReject.STALE_MARK;
import static tenor.clearing.trading.TradingReject.UNKNOWN_INSTRUMENT;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tenor.clearing.RejectTable;
import tenor.clearing.Signer;
import tenor.clearing.TestGenesis;
import tenor.clearing.TestHouse;
import tenor.clearing.instruments.Listings;
import tenor.clearing.kernel.Authority;
import tenor.clearing.kernel.Block;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Outcome;
import tenor.clearing.kernel.Overlay;
import tenor.clearing.liquidation.LiquidationKeys;
import tenor.clearing.liquidation.Standings;
import tenor.clearing.proto.AccountStanding;
import tenor.clearing.proto.InstrumentStatus;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.SetInstrumentStatus;
import tenor.clearing.proto.Standing;

class TradingRejectTest {
  private static final long A = ALPHA_ACCOUNT;
  private static final long B = BETA_ACCOUNT;
  private static final Signer ALPHA_SIGNS = new Signer(ALPHA, A);
  private static final Signer BETA_SIGNS = new Signer(BETA, B);
  private static final long PRICE = 1000_00000000L;
  private static final long ONE = 1_00000000L;
  private static final long CASH = 1_000_000L;

  private final TestHouse house = TestHouse.market();
  private final RejectTable<TradingReject> table = new RejectTable<>(house, TradingReject.class);

  @Test
  @DisplayName("TRD-01 to TRD-13: each reason, in its order of precedence")
  void everyReason_isGivenForItsOwnError() {
    // Silent afterwards, so that a refusal leaves the state as it was to the byte.
    house.price(SPX, PRICE).block();
    house.silence(SPX);
    form();
    market();
    sides();
    money();
    table
        .seenElsewhere(SETTLED)
        .seenElsewhere(EXPIRED)
        .seenElsewhere(FROZEN)
        .seenElsewhere(FAR_FROM_MARK)
        .seenElsewhere(BUYER_BARRED)
        .seenElsewhere(SELLER_BARRED)
        .isComplete();
  }

  private void form() {
    table
        .by(TestGenesis.OBSERVER)
        .row(SAME_ACCOUNT, trade(99, A, A, 0, 0))
        .row(BAD_CONTRACTS, trade(99, A, B, 0, 0))
        .row(BAD_CONTRACTS, trade(99, A, B, 0, -1))
        .row(BUYER_NOT_AUTHORISED, trade(99, A, B, 1, 1))
        .by(BETA_SIGNS)
        .row(BUYER_NOT_AUTHORISED, trade(99, A, B, 1, 1))
        .by(ALPHA_SIGNS)
        .row(SELLER_NOT_AUTHORISED, trade(99, A, B, 1, 1))
        .by(new Signer(ALPHA, 0), BETA_SIGNS)
        .row(BUYER_NOT_AUTHORISED, trade(99, A, B, 1, 1));
  }

  private void market() {
    table
        .by(ALPHA_SIGNS, BETA_SIGNS)
        .row(UNKNOWN_INSTRUMENT, trade(99, A, B, 0, 1))
        .row(BAD_PRICE, trade(NDQ_FUTURE, A, B, 0, 1))
        .row(BAD_PRICE, trade(NDQ_FUTURE, A, B, -1, 1))
        .row(BAD_PRICE, trade(NDQ_FUTURE, A, B, Long.MIN_VALUE, 1))
        .row(OFF_TICK, trade(NDQ_FUTURE, A, B, 100_000 * ONE + 1, 1))
        .row(ABOVE_MAXIMUM, trade(NDQ_FUTURE, A, B, 100_000 * ONE + 1_000_000, 1))
        .row(STALE_MARK, trade(NDQ_FUTURE, A, B, 100_000 * ONE, 1));
  }

  private void sides() {
    table
        .row(NOT_REDUCING, reduceOnly(trade(SPX_FUTURE, A, B, PRICE + ONE, 100_001)))
        .by(TestGenesis.ADMIN)
        .accepted(status(InstrumentStatus.INSTRUMENT_STATUS_PAUSED))
        .by(ALPHA_SIGNS, BETA_SIGNS)
        .row(OPENING_PAUSED, trade(SPX_FUTURE, A, B, PRICE + ONE, 100_001))
        .by(TestGenesis.ADMIN)
        .accepted(status(InstrumentStatus.INSTRUMENT_STATUS_LISTED))
        .accepted(param("margin", "dailyCapacity", SPX, 0))
        .by(ALPHA_SIGNS, BETA_SIGNS)
        .row(OPENING_PAUSED, trade(SPX_FUTURE, A, B, PRICE + ONE, 100_001))
        .by(TestGenesis.ADMIN)
        .accepted(param("margin", "dailyCapacity", SPX, 1_000_000_000_000_000L))
        .by(ALPHA_SIGNS, BETA_SIGNS)
        .row(POSITION_LIMIT, trade(SPX_FUTURE, A, B, PRICE + ONE, 100_001));
  }

  private void money() {
    table
        // One above the mark costs 100 a contract, and there is no cash at all.
        .row(BUYER_CASH, trade(SPX_FUTURE, A, B, PRICE + ONE, 1))
        .row(SELLER_CASH, trade(SPX_FUTURE, A, B, PRICE - ONE, 1))
        .row(BUYER_MARGIN, trade(SPX_FUTURE, A, B, PRICE, 1))
        .by(CUSTODIAN)
        .accepted(deposit(A, USD, 20_000 * CASH))
        .by(ALPHA_SIGNS, BETA_SIGNS)
        .row(SELLER_MARGIN, trade(SPX_FUTURE, A, B, PRICE, 1))
        .by(CUSTODIAN)
        .accepted(deposit(B, USD, 20_000 * CASH))
        .by(ALPHA_SIGNS, BETA_SIGNS)
        .accepted(trade(SPX_FUTURE, A, B, PRICE, 1))
        .row(NOT_REDUCING, reduceOnly(trade(SPX_FUTURE, A, B, PRICE, 1)))
        .row(NOT_REDUCING, reduceOnly(trade(SPX_FUTURE, B, A, PRICE, 2)))
        .row(NOT_REDUCING, reduceOnly(trade(SPX_PERPETUAL, B, A, PRICE, 1)))
        .accepted(reduceOnly(trade(SPX_FUTURE, B, A, PRICE, 1)));
  }

  @Test
  void expiredInstrument_isNotTraded() {
    long expiry = TIME_MILLIS + 30 * DAY_MILLIS;
    house.price(SPX, PRICE).blockAt(expiry - 1);
    // At its expiry, before the block settles it.
    assertThat(code(trade(SPX_FUTURE, A, B, PRICE, 1), expiry)).isEqualTo(EXPIRED.code());
    house.blockAt(expiry + DAY_MILLIS);
    assertThat(code(trade(SPX_FUTURE, A, B, PRICE, 1), expiry + 2 * DAY_MILLIS))
        .isEqualTo(SETTLED.code());
  }

  @Test
  void frozenInstrument_isNotTraded() {
    house.price(SPX, PRICE).block();
    Block block = new Block("test-1", 2, house.timeMillis(), house.timeMillis(), List.of(), 0);
    Context context = new Context(block, house.state(), both());
    Listings.setStatus(context.state(), SPX_FUTURE, InstrumentStatus.INSTRUMENT_STATUS_FROZEN);
    assertThat(
            new TradingComponent((reader, account) -> true)
                .execute(trade(SPX_FUTURE, A, B, PRICE, 1), context))
        .isEqualTo(Outcome.rejected(FROZEN));
  }

  @Test
  @DisplayName("TRD-17 who is in default or restricted may only reduce")
  void barredAccount_mayOnlyReduce() {
    house.price(SPX, PRICE);
    house.accepted(deposit(A, USD, 900_000 * CASH), deposit(B, USD, 900_000 * CASH));
    house.accepted(trade(SPX_FUTURE, A, B, PRICE, 2));
    assertThat(barred(A, trade(SPX_FUTURE, A, B, PRICE, 1))).isEqualTo(BUYER_BARRED.code());
    assertThat(barred(B, trade(SPX_FUTURE, A, B, PRICE, 1))).isEqualTo(SELLER_BARRED.code());
    assertThat(barred(A, trade(SPX_FUTURE, B, A, PRICE, 2))).isZero();
    assertThat(barred(A, trade(SPX_FUTURE, B, A, PRICE, 3))).isEqualTo(SELLER_BARRED.code());
    assertThat(barred(A, trade(SPX_PERPETUAL, B, A, PRICE, 1))).isEqualTo(SELLER_BARRED.code());
    for (AccountStanding bad :
        List.of(
            AccountStanding.newBuilder().setStanding(Standing.STANDING_DEFAULT).build(),
            AccountStanding.newBuilder().setRestricted(true).build())) {
      Overlay state = new Overlay(house.state());
      assertThat(Standings.mayOpen(state, A)).isTrue();
      LiquidationKeys.STANDINGS.put(state, A, bad);
      assertThat(Standings.mayOpen(state, A)).isFalse();
    }
  }

  private int barred(long account, Operation operation) {
    Block block = new Block("test-1", 9, house.timeMillis(), house.timeMillis(), List.of(), 0);
    Outcome outcome =
        new TradingComponent((reader, asked) -> asked != account)
            .execute(operation, new Context(block, house.state(), both()));
    return outcome instanceof Outcome.Rejected refused ? refused.reason().code() : 0;
  }

  private static Authority both() {
    return new Authority(
        List.of(new Authority.Grant(A, ALPHA, 0), new Authority.Grant(B, BETA, 0)));
  }

  /** A contract at 1000 is worth 100 000; maintenance is a tenth, initial an eighth. */
  @Test
  @DisplayName("TRD-12 and TRD-13: below initial margin risk may only fall, and near the mark")
  void belowInitial_onlyTradesThatRelieve_areAllowed() {
    house.price(SPX, PRICE);
    house.accepted(deposit(A, USD, 26_000 * CASH), deposit(B, USD, 900_000 * CASH));
    house.accepted(trade(SPX_FUTURE, A, B, PRICE, 2));
    // Down by 1 %: equity 24 000, maintenance 19 800, initial 24 750.
    long mark = 990 * ONE;
    house.price(SPX, mark).block();
    assertThat(code(trade(SPX_FUTURE, A, B, mark, 1))).isEqualTo(BUYER_MARGIN.code());
    assertThat(code(trade(SPX_PERPETUAL, A, B, mark, 1))).isEqualTo(BUYER_MARGIN.code());
    // Selling one far below the mark would lower equity by more than maintenance.
    assertThat(code(trade(SPX_FUTURE, B, A, mark - 120 * ONE, 1))).isEqualTo(SELLER_MARGIN.code());
    // Going short by more than it was long does not lower maintenance.
    assertThat(code(trade(SPX_FUTURE, B, A, mark, 4))).isEqualTo(SELLER_MARGIN.code());
    // A trade that leaves initial margin covered may be anywhere: nothing is below it afterwards.
    assertThat(code(trade(SPX_FUTURE, B, A, mark, 1))).isZero();
  }

  @Test
  void belowInitialAfterwards_farFromTheMark_isRefused() {
    house.price(SPX, PRICE);
    house.accepted(deposit(A, USD, 130_000 * CASH), deposit(B, USD, 900_000 * CASH));
    house.accepted(trade(SPX_FUTURE, A, B, PRICE, 10));
    // Equity 120 000, maintenance 99 000, initial 123 750; of nine contracts 111 375.
    long mark = 990 * ONE;
    house.price(SPX, mark).block();
    // One contract at 890 costs 10 000: equity 110 000, maintenance 89 100, excess not lower.
    assertThat(code(trade(SPX_FUTURE, B, A, mark - 95 * ONE, 1))).isEqualTo(FAR_FROM_MARK.code());
    // 2 % of 990 is 19.80, and at 19 below the mark initial margin is covered again.
    assertThat(code(trade(SPX_FUTURE, B, A, mark - 19 * ONE, 1))).isZero();
  }

  private int code(Operation operation) {
    return house.run(operation).code();
  }

  private int code(Operation operation, long time) {
    Block block = new Block("test-1", house.height() + 1, time, house.timeMillis(), List.of(), 0);
    Outcome outcome =
        new TradingComponent((reader, account) -> true)
            .execute(operation, new Context(block, house.state(), both()));
    return outcome instanceof Outcome.Rejected refused ? refused.reason().code() : 0;
  }

  private static Operation reduceOnly(Operation operation) {
    return operation.toBuilder()
        .setRegisterTrade(operation.getRegisterTrade().toBuilder().setReduceOnly(true))
        .build();
  }

  private static Operation status(InstrumentStatus status) {
    return Operation.newBuilder()
        .setSetInstrumentStatus(
            SetInstrumentStatus.newBuilder().setInstrument(SPX_FUTURE).setStatus(status))
        .build();
  }
}
