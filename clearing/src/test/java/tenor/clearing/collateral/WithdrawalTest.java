package tenor.clearing.collateral;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.clearing.TestGenesis.ALPHA;
import static tenor.clearing.TestGenesis.ALPHA_ACCOUNT;
import static tenor.clearing.TestGenesis.BETA_ACCOUNT;
import static tenor.clearing.TestGenesis.USD;
import static tenor.clearing.TestGenesis.param;
import static tenor.clearing.TestTx.deposit;
import static tenor.clearing.TestTx.giveBack;
import static tenor.clearing.TestTx.settle;
import static tenor.clearing.TestTx.withdraw;
import static tenor.clearing.proto.WithdrawalStatus.WITHDRAWAL_STATUS_PENDING;
import static tenor.clearing.proto.WithdrawalStatus.WITHDRAWAL_STATUS_REQUESTED;

import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tenor.clearing.ClearingHouse;
import tenor.clearing.TestGenesis;
import tenor.clearing.TestHouse;
import tenor.clearing.accounts.AccountsComponent;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.compliance.ComplianceComponent;
import tenor.clearing.compliance.RegisteredKeys;
import tenor.clearing.fixed.RuleFailure;
import tenor.clearing.governance.GovernanceComponent;
import tenor.clearing.instruments.InstrumentsComponent;
import tenor.clearing.kernel.BlockResult;
import tenor.clearing.kernel.Event;
import tenor.clearing.kernel.Reader;
import tenor.clearing.oracle.Indices;
import tenor.clearing.proto.CustodyTotals;
import tenor.clearing.proto.Genesis;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.ParticipantStatus;
import tenor.clearing.proto.SetParticipantStatus;
import tenor.clearing.proto.Withdrawal;
import tenor.clearing.proto.WithdrawalStatus;

class WithdrawalTest {
  private BiPredicate<Reader, Long> cover = (state, account) -> true;
  private final TestHouse house = house(TestGenesis.market().build());

  private TestHouse house(Genesis genesis) {
    ClearingHouse rules =
        ClearingHouse.of(
            List.of(
                new ComplianceComponent(key -> Optional.empty()),
                new AccountsComponent(),
                new InstrumentsComponent(Indices::price, GovernanceComponent::toCome),
                new CollateralComponent((state, account, now) -> cover.test(state, account))),
            new RegisteredKeys());
    TestHouse made = TestHouse.of(rules, genesis);
    made.accepted(deposit(ALPHA_ACCOUNT, USD, 100));
    made.accepted(deposit(BETA_ACCOUNT, USD, 100));
    return made;
  }

  @Test
  @DisplayName("COL-02, COL-05: a request moves after the margin step of a later block")
  void request_movesInTheNextBlock() {
    house.accepted(withdraw(ALPHA_ACCOUNT, USD, 60));
    assertThat(status(1)).isEqualTo(WITHDRAWAL_STATUS_REQUESTED);
    assertThat(cash(ALPHA_ACCOUNT)).isEqualTo(100);
    BlockResult block = house.block();
    assertThat(block.events()).extracting(Event::type).containsExactly("withdrawalPending");
    assertThat(status(1)).isEqualTo(WITHDRAWAL_STATUS_PENDING);
    assertThat(cash(ALPHA_ACCOUNT)).isEqualTo(40);
    assertThat(cash(Ledger.PENDING)).isEqualTo(60);
  }

  @Test
  @DisplayName("COL-07: held includes what is pending, until it is paid out")
  void settledWithdrawal_leavesTheHouse() {
    house.accepted(withdraw(ALPHA_ACCOUNT, USD, 60));
    house.block();
    assertThat(Custody.held(house.state(), USD)).isEqualTo(200);
    house.accepted(settle(1));
    assertThat(Custody.held(house.state(), USD)).isEqualTo(140);
    assertThat(cash(Ledger.CUSTODY)).isEqualTo(-140);
    assertThat(cash(Ledger.PENDING)).isZero();
    assertThat(CollateralKeys.TOTALS.get(house.state(), USD))
        .isEqualTo(CustodyTotals.newBuilder().setDeposited(200).setWithdrawn(60).build());
    assertThat(CollateralKeys.WITHDRAWALS.rows(house.state())).isEmpty();
    assertThat(house.run(settle(1)).log()).startsWith("UNKNOWN_WITHDRAWAL");
  }

  @Test
  @DisplayName("COL-08: what could not be paid out goes back to the account")
  void returnedWithdrawal_isTheAccountsAgain() {
    house.accepted(withdraw(ALPHA_ACCOUNT, USD, 60));
    house.block();
    house.accepted(giveBack(1));
    assertThat(cash(ALPHA_ACCOUNT)).isEqualTo(100);
    assertThat(cash(Ledger.PENDING)).isZero();
    assertThat(Custody.held(house.state(), USD)).isEqualTo(200);
    house.accepted(withdraw(ALPHA_ACCOUNT, USD, 100));
    assertThat(CollateralKeys.WITHDRAWALS.rows(house.state())).containsExactly(2L);
  }

  @Test
  @DisplayName("COL-04: without cover afterwards a request waits")
  void requestWithoutCover_waitsUntilThereIsSome() {
    cover = (state, account) -> Ledger.cash(state, account, USD) >= 50;
    house.accepted(withdraw(ALPHA_ACCOUNT, USD, 60));
    house.accepted(withdraw(BETA_ACCOUNT, USD, 50));
    house.block();
    assertThat(status(1)).isEqualTo(WITHDRAWAL_STATUS_REQUESTED);
    assertThat(cash(ALPHA_ACCOUNT)).isEqualTo(100);
    assertThat(status(2)).isEqualTo(WITHDRAWAL_STATUS_PENDING);
    house.accepted(deposit(ALPHA_ACCOUNT, USD, 10));
    assertThat(status(1)).isEqualTo(WITHDRAWAL_STATUS_PENDING);
    assertThat(cash(ALPHA_ACCOUNT)).isEqualTo(50);
  }

  @Test
  @DisplayName("a rule failure in a withdrawal undoes it alone, and it is tried again")
  void ruleFailure_undoesThatWithdrawalAlone() {
    cover =
        (state, account) -> {
          if (account == ALPHA_ACCOUNT) {
            throw new RuleFailure("as if its margin could not be computed");
          }
          return true;
        };
    house.accepted(withdraw(ALPHA_ACCOUNT, USD, 60));
    house.accepted(withdraw(BETA_ACCOUNT, USD, 50));
    house.block();
    assertThat(status(1)).isEqualTo(WITHDRAWAL_STATUS_REQUESTED);
    assertThat(cash(ALPHA_ACCOUNT)).isEqualTo(100);
    assertThat(status(2)).isEqualTo(WITHDRAWAL_STATUS_PENDING);
    cover = (state, account) -> true;
    house.block();
    assertThat(status(1)).isEqualTo(WITHDRAWAL_STATUS_PENDING);
  }

  @Test
  @DisplayName("COL-06: a request that is not met for five days lapses, and nothing moved")
  void requestThatIsNeverMet_lapses() {
    cover = (state, account) -> false;
    house.accepted(withdraw(ALPHA_ACCOUNT, USD, 60));
    long requested = house.timeMillis();
    house.blockAt(requested + 5 * TestGenesis.DAY_MILLIS);
    assertThat(status(1)).isEqualTo(WITHDRAWAL_STATUS_REQUESTED);
    BlockResult block = house.block();
    assertThat(block.events()).extracting(Event::type).containsExactly("withdrawalLapsed");
    assertThat(CollateralKeys.WITHDRAWALS.rows(house.state())).isEmpty();
    assertThat(cash(ALPHA_ACCOUNT)).isEqualTo(100);
  }

  @Test
  void requestThatAlwaysFails_lapsesToo() {
    cover =
        (state, account) -> {
          throw new RuleFailure("as if");
        };
    house.accepted(withdraw(ALPHA_ACCOUNT, USD, 60));
    house.blockAt(house.timeMillis() + 5 * TestGenesis.DAY_MILLIS + 1);
    assertThat(CollateralKeys.WITHDRAWALS.rows(house.state())).isEmpty();
  }

  @Test
  void pendingWithdrawal_neverLapses() {
    house.accepted(withdraw(ALPHA_ACCOUNT, USD, 60));
    house.block();
    house.blockAt(house.timeMillis() + 50 * TestGenesis.DAY_MILLIS);
    assertThat(status(1)).isEqualTo(WITHDRAWAL_STATUS_PENDING);
  }

  @Test
  @DisplayName("COL-05: requests of a suspended participant wait")
  void suspendedParticipant_waits() {
    house.block(
        house.tx(withdraw(ALPHA_ACCOUNT, USD, 60)),
        house.tx(status(ParticipantStatus.PARTICIPANT_STATUS_SUSPENDED)));
    house.blocks(2);
    assertThat(status(1)).isEqualTo(WITHDRAWAL_STATUS_REQUESTED);
    house.accepted(status(ParticipantStatus.PARTICIPANT_STATUS_ACTIVE));
    assertThat(status(1)).isEqualTo(WITHDRAWAL_STATUS_PENDING);
  }

  @Test
  @DisplayName("COL-05: pending withdrawals leave the reserve with the custodian")
  void reserve_staysWithTheCustodian() {
    TestHouse reserved =
        house(TestGenesis.market().addParams(param("collateral", "reserve", USD, 120)).build());
    reserved.accepted(withdraw(ALPHA_ACCOUNT, USD, 50), withdraw(ALPHA_ACCOUNT, USD, 31));
    reserved.block();
    assertThat(Ledger.cash(reserved.state(), Ledger.PENDING, USD)).isEqualTo(50);
    reserved.accepted(deposit(BETA_ACCOUNT, USD, 1));
    assertThat(Ledger.cash(reserved.state(), Ledger.PENDING, USD)).isEqualTo(81);
  }

  @Test
  @DisplayName("COL-03: version 2 of the rules refuses withdrawals below one whole unit")
  void smallestWithdrawal_changesAtTheHeightOfVersion2() {
    house.accepted(deposit(ALPHA_ACCOUNT, USD, 5_000_000));
    long height = house.height() + 3;
    house.accepted(tenor.clearing.TestTx.rules(2, height));
    house.accepted(withdraw(ALPHA_ACCOUNT, USD, 999_999));
    assertThat(house.height() + 1).isEqualTo(height);
    assertThat(house.run(withdraw(ALPHA_ACCOUNT, USD, 999_999)).log())
        .startsWith("BELOW_MINIMUM")
        .contains("at least 1000000");
    house.accepted(withdraw(ALPHA_ACCOUNT, USD, 1_000_000));
    house.accepted(tenor.clearing.TestTx.param("collateral", "minWithdrawal", USD, 7));
    house.accepted(withdraw(ALPHA_ACCOUNT, USD, 7));
  }

  private static Operation status(ParticipantStatus status) {
    return Operation.newBuilder()
        .setSetParticipantStatus(
            SetParticipantStatus.newBuilder().setParticipant(ALPHA).setStatus(status))
        .build();
  }

  private WithdrawalStatus status(long number) {
    Withdrawal withdrawal = CollateralKeys.WITHDRAWALS.require(house.state(), number);
    return withdrawal.getStatus();
  }

  private long cash(long account) {
    return Ledger.cash(house.state(), account, USD);
  }
}
