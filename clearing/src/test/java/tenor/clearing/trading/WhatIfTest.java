package tenor.clearing.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.clearing.TestGenesis.ALPHA;
import static tenor.clearing.TestGenesis.ALPHA_ACCOUNT;
import static tenor.clearing.TestGenesis.BETA_ACCOUNT;
import static tenor.clearing.TestGenesis.LIQUIDATOR_ACCOUNT;
import static tenor.clearing.TestGenesis.SPX;
import static tenor.clearing.TestGenesis.SPX_FUTURE;
import static tenor.clearing.TestGenesis.SPX_PERPETUAL;
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
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tenor.clearing.Seeded;
import tenor.clearing.TestHouse;
import tenor.clearing.TestOptions;
import tenor.clearing.TestTx;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.compliance.ComplianceKeys;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.kernel.Outcome;
import tenor.clearing.kernel.TxReject;
import tenor.clearing.kernel.TxResult;
import tenor.clearing.margin.AccountMargin;
import tenor.clearing.margin.MarginKeys;
import tenor.clearing.oracle.Marks;
import tenor.clearing.positions.Positions;
import tenor.clearing.proto.ParticipantStatus;
import tenor.clearing.proto.RegisterTrade;

/** What a trade would do, beside what it does. */
class WhatIfTest {
  private static final List<Long> ACCOUNTS =
      List.of(ALPHA_ACCOUNT, BETA_ACCOUNT, LIQUIDATOR_ACCOUNT);
  private static final List<Integer> TRADED =
      List.of(
          SPX_FUTURE,
          SPX_PERPETUAL,
          CALL,
          PUT,
          FUTURES_CALL,
          CALL_ON_FUTURE,
          PUT_ON_FUTURE,
          PAYOFF);
  private static final long PRICE = 1000 * Fixed.PRICE_ONE;

  /** Longer than the window of trade prices, and a whole number of steps of the options' clock. */
  private static final long CALM = 6 * 60_000L;

  private static TestHouse house(long usd) {
    TestHouse house =
        TestHouse.of(
            TestOptions.market().addParams(param("oracle", "rate", SPX, 30_000_000)).build());
    house.price(SPX, PRICE).surface(SPX, EARLY, FLAT).surface(SPX, EXPIRY, FLAT);
    ACCOUNTS.forEach(
        account -> house.accepted(TestTx.deposit(account, USD, usd * Fixed.AMOUNT_ONE)));
    return house;
  }

  private static WhatIf ask(TestHouse house, RegisterTrade trade) {
    return house.rules().whatIf(trade, house.state());
  }

  private static RegisterTrade trade(
      int instrument, long buyer, long seller, long price, long contracts) {
    return TestTx.trade(instrument, buyer, seller, price, contracts).getRegisterTrade();
  }

  @Test
  @DisplayName("TRD-19 what would happen is what happens, whatever is traded and by whom")
  void answer_isWhatTheTradeThenDoes() {
    SortedMap<Integer, Integer> accepted = new TreeMap<>();
    SortedMap<Integer, Integer> codes = new TreeMap<>();
    Seeded.run(
        4,
        random -> {
          TestHouse house = house(200_000);
          for (int i = 0; i < 40; i++) {
            // The block before the question has the prices of the block after it.
            house.blockAt((house.timeMillis() / CALM + 1) * CALM);
            RegisterTrade trade = any(random, house);
            int code = compare(house, trade);
            codes.merge(code, 1, Integer::sum);
            if (code == 0) {
              accepted.merge(trade.getInstrument(), 1, Integer::sum);
            }
          }
        });
    if (Long.getLong("tenor.seed") == null) {
      assertThat(accepted.keySet()).containsAll(TRADED);
      assertThat(codes.keySet())
          .contains(
              TradingReject.OFF_TICK.code(),
              TradingReject.BUYER_CASH.code(),
              TradingReject.BUYER_MARGIN.code(),
              TradingReject.SELLER_MARGIN.code());
    }
  }

  private static RegisterTrade any(Random random, TestHouse house) {
    int instrument = TRADED.get(random.nextInt(TRADED.size()));
    int buyer = random.nextInt(3);
    int seller = (buyer + 1 + random.nextInt(2)) % 3;
    long tick = 1_000_000L;
    long mark = Marks.price(house.state(), instrument).orElse(PRICE);
    long price = Math.max(tick, mark + (random.nextInt(401) - 200) * tick);
    long off = random.nextInt(15) == 0 ? 1 : 0;
    return trade(
        instrument,
        ACCOUNTS.get(buyer),
        ACCOUNTS.get(seller),
        price + off,
        1 + random.nextInt(random.nextInt(4) == 0 ? 200 : 15));
  }

  /** Asks, trades a moment later, compares; the code of the trade. */
  private static int compare(TestHouse house, RegisterTrade trade) {
    WhatIf answer = ask(house, trade);
    Map<?, ?> marks = prices(house);
    TxResult result =
        house
            .step(1)
            .run(
                TestTx.trade(
                    trade.getInstrument(),
                    trade.getBuyer(),
                    trade.getSeller(),
                    trade.getPrice(),
                    trade.getContracts()));
    assertThat(prices(house)).as("the prices of the question").isEqualTo(marks);
    assertThat(result.code()).isEqualTo(code(answer.outcome()));
    for (WhatIf.Side side : answer.sides()) {
      AccountMargin real = AccountMargin.of(house.state(), side.account());
      AccountMargin told = (result.code() == 0 ? side.after() : side.before()).orElseThrow();
      assertThat(told.requirements()).isEqualTo(real.requirements());
      assertThat(told.in(USD).cash())
          .isEqualTo(
              side.before().orElseThrow().in(USD).cash()
                  + (result.code() == 0 ? side.received() : 0));
      assertThat(Positions.contracts(house.state(), side.account(), trade.getInstrument()))
          .isEqualTo(result.code() == 0 ? side.contractsAfter() : side.contractsBefore());
    }
    if (answer.outcome() instanceof Outcome.Rejected(var reason, String detail)) {
      assertThat(result.log()).contains(reason.name(), detail);
    }
    return result.code();
  }

  private static Map<?, ?> prices(TestHouse house) {
    SortedMap<String, Object> prices = new TreeMap<>();
    for (int instrument : TRADED) {
      prices.put("mark " + instrument, Marks.price(house.state(), instrument));
      prices.put("array " + instrument, MarginKeys.ARRAYS.get(house.state(), instrument));
    }
    return prices;
  }

  private static int code(Outcome outcome) {
    return outcome instanceof Outcome.Rejected(var reason, String _) ? reason.code() : 0;
  }

  @Test
  void state_isNotTouched() {
    TestHouse house = house(1_000_000);
    Map<?, ?> before = house.state().all();
    for (int instrument : TRADED) {
      ask(house, trade(instrument, ALPHA_ACCOUNT, BETA_ACCOUNT, PRICE, 3));
      ask(house, trade(instrument, WhatIf.STAND_IN, BETA_ACCOUNT, PRICE, 3));
    }
    assertThat(house.state().all()).isEqualTo(before);
  }

  @Test
  void unnamedParty_hasNoPositionsAndCashForAnyTrade() {
    TestHouse house = house(1_000_000);
    long mark = Marks.price(house.state(), CALL).orElseThrow();
    WhatIf alone = ask(house, trade(CALL, ALPHA_ACCOUNT, WhatIf.STAND_IN, mark, 10));
    WhatIf named = ask(house, trade(CALL, ALPHA_ACCOUNT, BETA_ACCOUNT, mark, 10));
    assertThat(alone.outcome()).isEqualTo(Outcome.accepted());
    assertThat(alone.sides()).hasSize(1);
    assertThat(named.sides()).hasSize(2);
    assertThat(after(alone)).isEqualTo(after(named));
    // 10 contracts of 100 units: 10⁻⁸ × 1000 = 10⁻⁵ of the price each.
    assertThat(alone.sides().getFirst().received()).isEqualTo(-mark * 10);
    WhatIf sold = ask(house, trade(CALL, WhatIf.STAND_IN, ALPHA_ACCOUNT, mark, 10));
    assertThat(sold.sides().getFirst().contractsAfter()).isEqualTo(-10);
    assertThat(sold.sides().getFirst().received()).isEqualTo(mark * 10);
  }

  private static Map<?, ?> after(WhatIf answer) {
    return answer.sides().getFirst().after().orElseThrow().requirements();
  }

  @Test
  void refusedTrade_tellsWhatWouldStandAfterIt() {
    TestHouse house = house(1_000);
    long mark = Marks.price(house.state(), SPX_FUTURE).orElseThrow();
    WhatIf answer = ask(house, trade(SPX_FUTURE, ALPHA_ACCOUNT, WhatIf.STAND_IN, mark, 10));
    assertThat(code(answer.outcome())).isEqualTo(TradingReject.BUYER_MARGIN.code());
    AccountMargin after = answer.sides().getFirst().after().orElseThrow();
    assertThat(after.in(USD).initial()).isGreaterThan(after.in(USD).equity());
    assertThat(answer.sides().getFirst().contractsAfter()).isEqualTo(10);
  }

  @Test
  void whatIsNotListedOrOutOfRange_isARefusal() {
    TestHouse house = house(1_000);
    WhatIf unknown = ask(house, trade(99, ALPHA_ACCOUNT, WhatIf.STAND_IN, PRICE, 1));
    assertThat(code(unknown.outcome())).isEqualTo(TradingReject.UNKNOWN_INSTRUMENT.code());
    assertThat(unknown.mark()).isEmpty();
    assertThat(unknown.sides().getFirst().after()).isEmpty();
    WhatIf same = ask(house, trade(SPX_FUTURE, ALPHA_ACCOUNT, ALPHA_ACCOUNT, PRICE, 1));
    assertThat(code(same.outcome())).isEqualTo(TradingReject.SAME_ACCOUNT.code());
    WhatIf huge =
        ask(house, trade(SPX_FUTURE, ALPHA_ACCOUNT, WhatIf.STAND_IN, PRICE, Long.MAX_VALUE));
    assertThat(code(huge.outcome())).isEqualTo(TradingReject.POSITION_LIMIT.code());
    assertThat(huge.sides().getFirst().after()).isEmpty();
  }

  @Test
  void suspendedParty_isRefusedAsInABlock() {
    TestHouse house = house(1_000_000);
    house.change(
        state ->
            ComplianceKeys.PARTICIPANTS.put(
                state,
                ALPHA,
                ComplianceKeys.PARTICIPANTS.get(state, ALPHA).toBuilder()
                    .setStatus(ParticipantStatus.PARTICIPANT_STATUS_SUSPENDED)
                    .build()));
    RegisterTrade trade = trade(SPX_FUTURE, ALPHA_ACCOUNT, BETA_ACCOUNT, PRICE, 1);
    assertThat(code(ask(house, trade).outcome())).isEqualTo(TxReject.SUSPENDED.code());
    assertThat(house.run(TestTx.trade(SPX_FUTURE, ALPHA_ACCOUNT, BETA_ACCOUNT, PRICE, 1)).code())
        .isEqualTo(TxReject.SUSPENDED.code());
    assertThat(Ledger.cash(house.state(), WhatIf.STAND_IN, USD)).isZero();
  }
}
