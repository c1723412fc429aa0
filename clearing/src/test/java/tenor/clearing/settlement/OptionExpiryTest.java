package tenor.clearing.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tenor.clearing.TestGenesis.ALPHA_ACCOUNT;
import static tenor.clearing.TestGenesis.BETA_ACCOUNT;
import static tenor.clearing.TestGenesis.DAY_MILLIS;
import static tenor.clearing.TestGenesis.LIQUIDATOR_ACCOUNT;
import static tenor.clearing.TestGenesis.SPX;
import static tenor.clearing.TestGenesis.SPX_FUTURE;
import static tenor.clearing.TestGenesis.USD;
import static tenor.clearing.TestGenesis.param;
import static tenor.clearing.TestOptions.CALL;
import static tenor.clearing.TestOptions.CALL_ON_FUTURE;
import static tenor.clearing.TestOptions.EARLY;
import static tenor.clearing.TestOptions.EXPIRY;
import static tenor.clearing.TestOptions.FLAT;
import static tenor.clearing.TestOptions.FUTURES_CALL;
import static tenor.clearing.TestOptions.PAYOFF;
import static tenor.clearing.TestOptions.PUT;
import static tenor.clearing.TestOptions.PUT_ON_FUTURE;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tenor.clearing.RejectTable;
import tenor.clearing.Signer;
import tenor.clearing.TestGenesis;
import tenor.clearing.TestHouse;
import tenor.clearing.TestOptions;
import tenor.clearing.TestTx;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.RuleFailure;
import tenor.clearing.instruments.Listings;
import tenor.clearing.kernel.BlockResult;
import tenor.clearing.kernel.Event;
import tenor.clearing.kernel.Overlay;
import tenor.clearing.margin.AccountMargin;
import tenor.clearing.oracle.Marks;
import tenor.clearing.positions.Positions;

/** Options and payoffs at and after their expiry; SPX begins at 1000. */
class OptionExpiryTest {
  private static final long A = ALPHA_ACCOUNT;
  private static final long B = BETA_ACCOUNT;
  private static final long C = LIQUIDATOR_ACCOUNT;
  private static final long CASH = usd(1_000_000);

  private final TestHouse house =
      TestHouse.of(
          TestOptions.market()
              .addParams(param("oracle", "maxMove", 0, 1_000_000_000))
              .addParams(param("oracle", "maxPriceAge", 0, 30 * 1440))
              .addParams(param("oracle", "maxSurfaceAge", 0, 30 * 1440))
              .build());

  @BeforeEach
  void open() {
    at(1000);
    for (long account : List.of(A, B, C)) {
      house.accepted(TestTx.deposit(account, USD, CASH));
    }
  }

  private void at(long index) {
    house
        .price(SPX, index * Fixed.PRICE_ONE)
        .surface(SPX, EARLY, FLAT)
        .surface(SPX, EXPIRY, FLAT)
        .block();
  }

  private static long usd(long amount) {
    return amount * Fixed.AMOUNT_ONE;
  }

  private long cash(long account) {
    return Ledger.cash(house.state(), account, USD);
  }

  private long contracts(long account, int instrument) {
    return Positions.contracts(house.state(), account, instrument);
  }

  /** At its mark, so that nobody gains by the trade. */
  private void trade(int instrument, long buyer, long seller, long contracts) {
    long mark = Marks.price(house.state(), instrument).orElseThrow();
    house.accepted(TestTx.trade(instrument, buyer, seller, mark, contracts));
  }

  /** The index is this from well before the window to the expiry, and the block after it. */
  private BlockResult expire(long expiry, long index) {
    long hours = DAY_MILLIS / 24;
    house.price(SPX, index * Fixed.PRICE_ONE).blockAt(expiry - 3 * hours);
    house.surface(SPX, expiry, List.of());
    house.blockAt(expiry - hours / 4);
    return house.blockAt(expiry);
  }

  private static List<String> told(BlockResult block, String type) {
    return block.events().stream()
        .filter(event -> event.type().equals(type))
        .map(event -> attribute(event, "account") + ":" + attribute(event, "contracts"))
        .toList();
  }

  private static String attribute(Event event, String name) {
    return event.attributes().stream()
        .filter(attribute -> attribute.name().equals(name))
        .map(Event.Attribute::value)
        .findFirst()
        .orElse("");
  }

  @Test
  @DisplayName("SET-13 in the money an option is exercised without anybody's word")
  void option_inTheMoney_isExercised() {
    trade(CALL, A, B, 3);
    trade(PUT, A, B, 3);
    long before = cash(A);
    BlockResult block = expire(EXPIRY, 1012);
    // 12 × 100 × 3; the put is worth nothing.
    assertThat(cash(A) - before).isEqualTo(usd(3_600));
    assertThat(cash(A) + cash(B)).isEqualTo(2 * CASH);
    assertThat(told(block, "exercise")).containsExactly(A + ":3");
    assertThat(told(block, "assignment")).containsExactly(B + ":3");
    assertThat(Positions.all(house.state())).isEmpty();
    assertThat(Listings.instrument(house.state(), CALL).getSettlementPrice())
        .isEqualTo(1012 * Fixed.PRICE_ONE);
    assertThat(Listings.liveInstruments(house.state())).doesNotContain(CALL, PUT, SPX_FUTURE);
  }

  @Test
  @DisplayName("SET-13 at the money nothing is exercised")
  void option_atTheMoney_isNotExercised() {
    trade(CALL, A, B, 3);
    long before = cash(A);
    assertThat(told(expire(EXPIRY, 1000), "exercise")).isEmpty();
    assertThat(cash(A)).isEqualTo(before);
  }

  @Test
  @DisplayName("SET-13 who declines does not exercise, who insists does")
  void intention_isFollowed() {
    trade(CALL, A, B, 3);
    trade(PUT, A, B, 3);
    house.accepted(TestTx.intend(A, CALL, 2, 0));
    house.accepted(TestTx.intend(A, PUT, 0, 1));
    long before = cash(A);
    expire(EXPIRY, 1012);
    // One call gains 12 × 100, one put loses as much.
    assertThat(cash(A)).isEqualTo(before);
    assertThat(SettlementKeys.INTENTIONS.rows(house.state())).isEmpty();
  }

  @Test
  @DisplayName("SET-13 an intention counts only for what is still held")
  void intention_beyondWhatIsHeld_isCut() {
    trade(CALL, A, B, 3);
    house.accepted(TestTx.intend(A, CALL, 0, 3));
    trade(CALL, B, A, 2);
    long before = cash(A);
    expire(EXPIRY, 990);
    assertThat(cash(A) - before).isEqualTo(-usd(1_000));
  }

  @Test
  @DisplayName("SET-14 assignment is pro rata by largest remainder, ties to the lower account")
  void assignment_isProRata() {
    trade(CALL, A, B, 3);
    trade(CALL, A, C, 3);
    house.accepted(TestTx.intend(A, CALL, 1, 0));
    BlockResult block = expire(EXPIRY, 1012);
    // Five over three and three: 2.5 each.
    assertThat(told(block, "assignment")).containsExactly(B + ":3", C + ":2");
    assertThat(told(block, "exercise")).containsExactly(A + ":5");
  }

  @Test
  @DisplayName("SET-15 a call on a future delivers it at its mark, with the difference in cash")
  void callOnAFuture_deliversIt() {
    trade(CALL_ON_FUTURE, A, B, 2);
    trade(CALL_ON_FUTURE, A, C, 1);
    long before = cash(A);
    expire(EARLY, 1012);
    assertThat(contracts(A, SPX_FUTURE)).isEqualTo(3);
    assertThat(contracts(B, SPX_FUTURE)).isEqualTo(-2);
    assertThat(contracts(C, SPX_FUTURE)).isEqualTo(-1);
    assertThat(cash(A) - before).isEqualTo(usd(3_600));
    // The future goes on from its mark.
    at(1013);
    assertThat(cash(A) - before).isEqualTo(usd(3_900));
    assertThat(cash(A) + cash(B) + cash(C)).isEqualTo(3 * CASH);
  }

  @Test
  @DisplayName("SET-15 a put on a future delivers a sale, futures-style like any other")
  void putOnAFuture_deliversASale() {
    trade(PUT_ON_FUTURE, A, B, 2);
    long premium = Marks.price(house.state(), PUT_ON_FUTURE).orElseThrow();
    assertThat(cash(A)).isEqualTo(CASH);
    expire(EARLY, 980);
    assertThat(contracts(A, SPX_FUTURE)).isEqualTo(-2);
    // 20 gained, and what the trade was made at was paid by variation margin.
    assertThat(cash(A) - CASH).isEqualTo(2 * (usd(2_000) - premium));
    assertThat(cash(A) + cash(B)).isEqualTo(2 * CASH);
  }

  @Test
  @DisplayName(
      "SET-17 a delivery that the proof against overflow does not cover freezes the option")
  void delivery_beyondTheProof_isFrozen() {
    trade(CALL_ON_FUTURE, A, B, 1);
    var state = new Overlay(house.state());
    Positions.move(state, SPX_FUTURE, B, A, 461_168);
    var option = Listings.instrument(state, CALL_ON_FUTURE);
    Assignment one = Assignment.all(state, CALL_ON_FUTURE, Payments.of(state).of(CALL_ON_FUTURE));
    assertThatThrownBy(() -> new Delivery(state, option).run(one)).isInstanceOf(RuleFailure.class);
  }

  @ParameterizedTest
  @DisplayName("SET-16 a payoff pays, rounded once per contract")
  @CsvSource({"999, 0", "1000, 50", "1100, 50", "1150, 75"})
  void payoff_paysAtItsSettlement(long index, long each) {
    trade(PAYOFF, A, B, 4);
    long before = cash(A);
    expire(EXPIRY, index);
    assertThat(cash(A) - before).isEqualTo(usd(400 * each));
    assertThat(cash(A) + cash(B)).isEqualTo(2 * CASH);
  }

  @Test
  @DisplayName("SET-01 SET-02 futures-style options are marked to market, others are not")
  void variation_isPaidOnFuturesStyleAlone() {
    trade(FUTURES_CALL, A, B, 2);
    trade(CALL, A, B, 2);
    long before = cash(A);
    long mark = Marks.price(house.state(), FUTURES_CALL).orElseThrow();
    at(1020);
    long moved = Marks.price(house.state(), FUTURES_CALL).orElseThrow() - mark;
    assertThat(moved).isPositive();
    assertThat(cash(A) - before).isEqualTo(2 * moved);
    assertThat(SettlementKeys.SETTLED.find(house.state(), CALL)).isNull();
  }

  @Test
  @DisplayName("TRD-18 MRG-12 a premium is paid, and what was bought counts at its value")
  void premium_becomesOptionValue() {
    long mark = Marks.price(house.state(), CALL).orElseThrow();
    trade(CALL, A, B, 2);
    assertThat(cash(A)).isEqualTo(CASH - 2 * mark);
    assertThat(cash(B)).isEqualTo(CASH + 2 * mark);
    var buyer = AccountMargin.of(house.state(), A).in(USD);
    var seller = AccountMargin.of(house.state(), B).in(USD);
    // Model value and mark differ by the tick at most.
    assertThat(buyer.equity()).isBetween(CASH - 1_000_000, CASH + 1_000_000);
    assertThat(buyer.optionValue()).isEqualTo(-seller.optionValue() - 2);
    // What was paid for is all that can be lost.
    assertThat(buyer.maintenance()).isLessThanOrEqualTo(buyer.optionValue() + 2);
    assertThat(seller.maintenance()).isGreaterThan(buyer.maintenance());
  }

  @Test
  @DisplayName("SET-10 to SET-12: each reason against an intention, in its order of precedence")
  void everyReason_isGivenForItsOwnError() {
    trade(CALL, A, B, 3);
    house.silence(SPX).surface(SPX, EARLY, List.of()).surface(SPX, EXPIRY, List.of());
    house.block();
    RejectTable<SettlementReject> table = new RejectTable<>(house, SettlementReject.class);
    table
        .by(new Signer(TestGenesis.BETA, B))
        .row(SettlementReject.BAD_CONTRACTS, TestTx.intend(A, 99, -1, 0))
        .row(SettlementReject.BAD_CONTRACTS, TestTx.intend(A, 99, 0, -1))
        .row(SettlementReject.NOT_AUTHORISED, TestTx.intend(A, 99, 1, 0))
        .by(new Signer(TestGenesis.ALPHA, A))
        .row(SettlementReject.UNKNOWN_INSTRUMENT, TestTx.intend(A, 99, 1, 0))
        .row(SettlementReject.NOT_AN_OPTION, TestTx.intend(A, PAYOFF, 1, 0))
        .row(SettlementReject.NOT_HELD, TestTx.intend(A, CALL, 4, 0))
        .row(SettlementReject.NOT_HELD, TestTx.intend(A, PUT, 0, 1))
        .row(SettlementReject.NO_INTENTION, TestTx.intend(A, CALL, 0, 0))
        .accepted(TestTx.intend(A, CALL, 3, 3))
        .accepted(TestTx.intend(A, CALL, 0, 0))
        .seenElsewhere(SettlementReject.AFTER_CUTOFF)
        .isComplete();
    house.blockAt(EXPIRY - DAY_MILLIS / 24);
    assertThat(house.run(TestTx.intend(A, CALL, 1, 0)).code())
        .isEqualTo(SettlementReject.AFTER_CUTOFF.code());
  }
}
